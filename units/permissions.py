"""Who belongs to which team, and what that lets them do to a unit's own page."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.permissions import ReviewedPagePermissionTester
from units.enums import PORTAL_ROLES, Role


def roles_of(user) -> set[tuple[int | None, str]]:
    """Return every (unit pk or None, role) of `user`. Read once for each user object, so once a request."""
    if not user.is_active or not user.pk:
        return set()
    if not hasattr(user, "_hall_roles"):
        teams = user.groups.filter(team__isnull=False)
        user._hall_roles = set(teams.values_list("team__unit_id", "team__role"))
    return user._hall_roles


def has_role(user, unit, *roles) -> bool:
    """Tell whether `user` is in one of these teams of `unit` itself (not of a unit above it)."""
    return any((unit.pk, role) in roles_of(user) for role in roles)


def unit_ids_with_role(user, *roles) -> set[int]:
    """Return the units in whose teams of these roles `user` is."""
    return {unit_id for unit_id, role in roles_of(user) if unit_id and role in roles}


def paths_with_role(user, *roles) -> set[str]:
    """Return the places in the tree of the units in whose teams of these roles `user` is.

    Read once for each user object: lists ask about every page, and a page tells the place of its unit by its own.
    """
    if not hasattr(user, "_hall_paths"):
        units = {unit_id for unit_id, _role in roles_of(user) if unit_id}
        user._hall_paths = dict(Page.objects.filter(pk__in=units).values_list("pk", "path")) if units else {}
    return {user._hall_paths[unit_id] for unit_id in unit_ids_with_role(user, *roles)}


def has_portal_role(user, role) -> bool:
    """Tell whether `user` is in a team of the whole hall."""
    if role not in PORTAL_ROLES:
        raise ValueError(f"{role} belongs to units")
    return (None, role) in roles_of(user)


def is_hall_desk(user) -> bool:
    """The desk runs the hall; a superuser may do all that it does, except approve (see hall.review)."""
    return user.is_active and (user.is_superuser or has_portal_role(user, Role.HALL_DESK))


def why_not_launch(user, unit) -> str:
    if not is_hall_desk(user):
        return _("Only the hall desk launches units.")
    if unit.live:
        return _("This unit is live already.")
    above = unit.parent_unit()
    if above and not above.live:
        return _("Launch %(unit)s first; this unit stands below it.") % {"unit": above.title}
    return ""


def why_not_move(unit) -> str:
    """Say why a unit must stay where it is: its address is part of those of all that stands below it."""
    if unit.has_posts():
        return _("%(unit)s has posts already, and moving it would change their addresses.") % {
            "unit": unit.title
        }
    return ""


def why_not_see_team(user, unit) -> str:
    if is_hall_desk(user) or has_role(user, unit, Role.REVIEWER):
        return ""
    return _("Only the hall desk and the unit's own spokespersons see to its team.")


def why_not_see_hall_teams(user) -> str:
    """Say why `user` may not see to the teams of the whole hall. The desk does not choose itself."""
    if user.is_active and (user.is_superuser or has_portal_role(user, Role.CITY_OFFICE)):
        return ""
    return _("Only the city office and administrators see to the teams of the hall.")


def why_not_change_team(user, team) -> str:
    """Say why `user` may not add or remove people here.

    Spokespersons choose their editors and liaisons. Who reviews is the desk's to say: otherwise a spokesperson could
    name a second self, and review what they have written.
    """
    if team.unit is None:
        return why_not_see_hall_teams(user)
    if is_hall_desk(user):
        return ""
    if team.role == Role.REVIEWER:
        return why_not_see_team(user, team.unit) or _("The hall desk names the spokespersons.")
    return why_not_see_team(user, team.unit)


def why_not_touch_oneself(user, person, team) -> str:
    """Say why a place in a team of the whole hall is not one's own to give or to give up."""
    if team.unit is None and user == person:
        return _("Nobody brings himself into a team of the hall or takes himself out. A colleague does it.")
    return ""


def why_not_name_lead(user, person, team) -> str:
    """Say why `user` may not make `person` the lead of a team.

    The lead is told first when something is late and may do no more than the others: they choose among themselves.
    """
    if team.unit is None or team.role != Role.REVIEWER:
        return _("Only the spokespersons of a unit have a lead.")
    if reason := why_not_see_team(user, team.unit):
        return reason
    if not person.is_active or person not in team.group.user_set.all():
        return _("%(person)s is not a spokesperson of this unit.") % {"person": person}
    return ""


def why_not_leave(user, person, team) -> str:
    """Say why `user` may not take `person` out of a team; a team of the whole hall never stands empty."""
    if reason := why_not_change_team(user, team) or why_not_touch_oneself(user, person, team):
        return reason
    if team.unit is None and not team.members().exclude(pk=person.pk).exists():
        return _("%(person)s is the last one in this team. Add somebody else first.") % {"person": person}
    return ""


def why_not_join(user, person, team) -> str:
    """Say why `user` may not bring `person` into a team."""
    if reason := why_not_change_team(user, team) or why_not_touch_oneself(user, person, team):
        return reason
    if not person.is_active:
        return _("%(person)s has been switched off; an administrator can switch them on again.") % {
            "person": person
        }
    if team.group in person.groups.all():
        return _("%(person)s is in this team already.") % {"person": person}
    return ""


def why_not_follow_unit(user, unit) -> str:
    """Say why `user` may not choose whom `unit` follows, nor read as that unit."""
    if is_hall_desk(user) or has_role(user, unit, Role.EDITOR, Role.REVIEWER):
        return ""
    return _("Only the unit's editors and spokespersons and the hall desk choose whom it follows.")


def why_not_be_followed(follower, followed) -> str:
    if follower.pk == followed.pk:
        return _("A unit does not follow itself.")
    if not followed.live:
        return _("%(unit)s is not public yet.") % {"unit": followed.title}
    return ""


class UnitPermissionTester(ReviewedPagePermissionTester):
    """Editors write posts below the unit's page; its own face is changed by spokespersons and the desk.

    Wagtail's permissions reach down to units below and cover liaisons, who see the posts and write none.
    """

    def can_add_subpage(self):
        if not super().can_add_subpage():
            return False
        return is_hall_desk(self.user) or has_role(self.user, self.page, Role.EDITOR, Role.REVIEWER)

    def can_edit(self):
        if not super().can_edit():
            return False
        return is_hall_desk(self.user) or has_role(self.user, self.page, Role.REVIEWER)
