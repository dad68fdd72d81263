"""Who inspects, and whom not: nobody inspects those among whom they work. An empty answer means yes."""

from django.utils.translation import gettext as _

from hall.concerns.places import places_of
from units.enums import UNIT_ROLES, Role
from units.permissions import has_portal_role, is_hall_desk, paths_with_role, unit_ids_with_role


def is_inspector(user) -> bool:
    """Tell whether `user` is in the team of inspectors. A superuser is nobody special here."""
    return user.is_active and has_portal_role(user, Role.INSPECTOR)


def why_not_enter(user) -> str:
    """Say why `user` has no desk of an inspector."""
    return "" if is_inspector(user) else _("Only inspectors do this.")


def why_not_inspect(user, unit) -> str:
    """Say why `user` may not issue, judge or change anything about `unit`; None stands for the hall desk.

    Whoever is in any team of the unit or of one above it works among those who are watched, and so does whoever stands
    in for one of its spokespersons today.
    """
    if reason := why_not_enter(user):
        return reason
    if unit is None:
        if is_hall_desk(user):
            return _("This is about the hall desk, and you belong to it. Another inspector must do it.")
        return ""
    if any(unit.path.startswith(path) for path in conflicted_paths(user)):
        return _("You work for %(unit)s yourself. Another inspector must do it.") % {"unit": unit.title}
    return ""


def why_not_change_rules(user) -> str:
    """Say why `user` may not change what is watched and what follows from it: nobody who is watched does."""
    if not is_inspector(user) and not (user.is_active and has_portal_role(user, Role.CITY_OFFICE)):
        return _("Only inspectors and the city office change these rules.")
    if is_hall_desk(user) or unit_ids_with_role(user, *UNIT_ROLES):
        return _(
            "You work for a unit or for the hall desk, which these rules watch. Somebody else must do it."
        )
    return ""


def conflicted_paths(user) -> set[str]:
    """Return the places in the tree below which `user` inspects nothing."""
    return paths_with_role(user, *UNIT_ROLES) | set(places_of(user).above)


def answers_for(user, unit) -> bool:
    """Tell whether `user` answers to an inspector for a unit: its spokespersons do, and the desk for itself (None)."""
    if unit is None:
        return is_hall_desk(user)
    return user.is_active and any(unit.path.startswith(path) for path in places_of(user).above)
