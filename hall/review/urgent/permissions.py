"""Who may use the urgent lane and who looks at it afterwards, and why not. An empty answer means yes.

A superuser is nobody special here. Editors cannot use the lane, whichever group they are in: it would be their way
round the review.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.permissions import REASON_LIMIT
from hall.review.benches import Bench, Roster
from units.enums import Role
from units.permissions import has_portal_role, unit_ids_with_role

LEAST_REASON = 6


def why_not_use_lane(user) -> str:
    if not user.is_active or not has_portal_role(user, Role.URGENT):
        return _("Only the people whom the hall desk has named use the urgent lane.")
    if unit_ids_with_role(user, Role.EDITOR):
        return _("You are an editor of a unit, and editors cannot use the urgent lane.")
    return ""


def why_not_release_urgently(user, page) -> str:
    """Say why `user` may not make the newest version of a page public at once."""
    if reason := why_not_use_lane(user):
        return reason
    if not isinstance(page, PostPage):
        return _("Only posts go through the urgent lane.")
    if page.live and not page.has_unpublished_changes:
        return why_not_again(page)
    newest = page.get_latest_revision_as_object()
    if newest.category is None:
        return _("Choose a category first: it says who reviews the post afterwards.")
    if was_withdrawn_as_it_is(page):
        return _("This very version was withdrawn. It comes back through review, or changed.")
    return why_not_valid(newest)


def why_not_again(page) -> str:
    """Say that nothing is left to release, and who has done it when it came through the lane."""
    release = page.urgent_releases.open().select_related("released_by").first()
    if release and release.revision_number == page.live_revision_id:
        return _("%(person)s has released this version already.") % {"person": release.released_by}
    return _("This post is public as it is; there is nothing to release.")


def was_withdrawn_as_it_is(page) -> bool:
    """Tell whether the newest version was taken off the portal, so that nobody brings it back unseen."""
    if page.live or not hasattr(page, "withdrawal"):
        return False
    return page.latest_revision.created_at <= page.withdrawal.withdrawn_at


def why_not_valid(post) -> str:
    try:
        post.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def why_not_give_urgent_reason(reason: str) -> str:
    if sum(character.isalnum() for character in reason) < LEAST_REASON:
        return _("Say in a few words why this cannot wait for its review.")
    if len(reason) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""


def benches_of(release, roster: Roster) -> list[Bench]:
    """Return whose people may look at a release afterwards: the step that its category demands, and those above."""
    return roster.benches(release.level, release.page.path)


def takers_of(release, roster: Roster) -> frozenset[int]:
    """Return the people who may close an after-review now: all of these benches who neither wrote nor released."""
    people = frozenset().union(*[bench.people for bench in benches_of(release, roster)])
    return people - {writer.pk for writer in release.writers.all()} - {release.released_by_id}


def why_not_after_review(user, release, roster: Roster | None = None) -> str:
    """Say why `user` may not close an after-review, or withdraw its post there. Lists bring one roster for all."""
    if not user.is_active:
        return _("You do not review this text.")
    if not release.is_open():
        return why_not_open(release)
    roster = roster or Roster.for_paths([release.page.path])
    if user.pk in takers_of(release, roster):
        return ""
    if user.pk == release.released_by_id:
        return _("You released it, so somebody else must look at it.")
    if user.pk in {writer.pk for writer in release.writers.all()}:
        return _("You worked on this text, so somebody else must look at it.")
    benches = "、".join(map(str, benches_of(release, roster)))
    return _("This after-review is for %(benches)s.") % {"benches": benches}


def why_not_open(release) -> str:
    if release.closed_by:
        return _("%(person)s has closed this after-review already.") % {"person": release.closed_by}
    return _("This after-review is closed already.")
