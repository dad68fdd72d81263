"""Who organises what, and why not. An empty answer means yes.

`why_not_organise` is the one function: the editor, the dashboard, every organiser's screen, verb and export ask it.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hall import markup
from hall.campaigns.enums import HostState
from hall.campaigns.taking_part import why_not_held, why_not_public
from portal.core.permissions import ReviewedPagePermissionTester
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_role, is_hall_desk, paths_with_role, unit_ids_with_role

LONGEST_EVENT = timedelta(days=366)
HOSTS_AT_MOST = 33
REASON_LIMIT = 200


def why_not_start(user, unit) -> str:
    """Say why `user` may not begin a campaign that `unit` leads."""
    if not unit.live:
        return _("%(unit)s is not public yet.") % {"unit": unit.title}
    if is_hall_desk(user) or has_role(user, unit, Role.ORGANISER):
        return ""
    return _("You do not organise campaigns for this unit. Its spokespersons can add you to its organisers.")


def organised_paths(user) -> set[str]:
    """Return the places in the tree below which `user` organises: their units', and campaigns these host too.

    Read once for each user object, as the teams are.
    """
    if not hasattr(user, "_organised_campaigns"):
        units = unit_ids_with_role(user, Role.ORGANISER)
        rows = UnitPage.objects.filter(pk__in=units, hosted_campaigns__state=HostState.HOSTING)
        user._organised_campaigns = set(rows.values_list("hosted_campaigns__campaign__path", flat=True))
    return user._organised_campaigns | paths_with_role(user, Role.ORGANISER)


def organises(user, page) -> bool:
    """Tell whether `user` organises this campaign, or the one that this micro-event belongs to."""
    if is_hall_desk(user):
        return True
    campaign = page.path[: len(page.path) - page.steplen * (page.steps_below_unit - 1)]
    return user.is_active and bool({campaign, campaign[: -page.steplen]} & organised_paths(user))


def why_not_organise(user, page) -> str:
    """Say why `user` may not write, run and export this campaign or micro-event (BRIEF M12)."""
    if organises(user, page):
        return ""
    return _("Only the organisers of the units that host this campaign can do this.")


def why_not_run(user, page) -> str:
    """Say why `user` may not work on what readers see of an event, whatever the hour."""
    return why_not_organise(user, page) or why_not_public(page)


def why_not_span(opens_at: datetime, closes_at: datetime | None) -> str:
    if closes_at is None:
        return ""
    if closes_at <= opens_at:
        return _("The end lies before the beginning.")
    if closes_at - opens_at > LONGEST_EVENT:
        return _("Nothing lasts longer than a year.")
    return ""


def why_not_activity_times(
    opens_at: datetime, closes_at: datetime, begins_at: datetime, ends_at: datetime
) -> dict[str, str]:
    """Say what is wrong about the moments of an activity, by field."""
    if reason := why_not_span(begins_at, ends_at):
        return {"ends_at": reason}
    if opens_at >= begins_at:
        return {"opens_at": _("People must be able to sign up before the activity begins.")}
    if closes_at > ends_at:
        return {"closes_at": _("Nobody can sign up after the activity is over.")}
    return {}


def why_not_hashtag(name: str) -> str:
    """Say why posts could not carry this hashtag (without its #)."""
    if markup.hashtags(f"#{name}#") == [name]:
        return ""
    return _("A hashtag has 1 to 40 characters, without #, @ and line breaks.")


def why_not_invite(user, campaign, unit) -> str:
    """Say why `user` may not ask `unit` to host a campaign, too."""
    if reason := why_not_organise(user, campaign):
        return reason
    if unit.pk == campaign.unit.pk:
        return _("%(unit)s leads this campaign.") % {"unit": unit.title}
    if not unit.live:
        return _("%(unit)s is not public yet.") % {"unit": unit.title}
    rows = campaign.host_rows.all()
    if rows.filter(unit=unit).exclude(state=HostState.DECLINED).exists():
        return _("%(unit)s has been asked already.") % {"unit": unit.title}
    if rows.count() >= HOSTS_AT_MOST:
        return _("A campaign has at most %(limit)d hosts.") % {"limit": HOSTS_AT_MOST}
    return ""


def why_not_answer_for(user, unit) -> str:
    """Say why `user` may not say whether `unit` hosts a campaign: its name is its spokespersons' to give."""
    if has_role(user, unit, Role.REVIEWER) or is_hall_desk(user):
        return ""
    return _("The spokespersons of the unit decide what it hosts.")


def why_not_submit(user, page) -> str:
    """Say why `user` may not send a campaign page for review."""
    if reason := why_not_organise(user, page):
        return reason
    if page.workflow_in_progress:
        return _("Somebody has submitted this page already; it is under review.")
    if page.approved_schedule:
        return _("This page is approved already and waits for its hour.")
    if not page.has_unpublished_changes:
        return _("This page is public as it is; there is nothing to review.")
    newest = page.get_latest_revision_as_object()
    if newest.category is None:
        return _("Choose a category before you submit.")
    return newest.why_incomplete()


def why_not_end(user, page) -> str:
    """Say why `user` may not end an event now."""
    return why_not_organise(user, page) or why_not_held(page)


def why_not_give_reason(reason: str) -> str:
    """Say why a sentence will not do as the public reason for calling an event off."""
    if not reason:
        return _("Say in one sentence why it is called off; everybody will see it.")
    if len(reason) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""


class EventPermissionTester(ReviewedPagePermissionTester):
    """Campaign pages are changed by the organisers of the units that host them, and under review by its reviewers."""

    def can_edit(self):
        return super().can_edit() and (organises(self.user, self.page) or self.may_correct())

    def can_add_subpage(self):
        return super().can_add_subpage() and organises(self.user, self.page)

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and (organises(self.user, self.page) or self.is_break_glass())
