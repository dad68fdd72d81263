"""Who reads the month report of the city, or of a unit: the list, the page and the letter all ask here."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units.enums import SPEAKING_ROLES, Role
from units.models import UnitPage
from units.permissions import has_portal_role, has_role, is_hall_desk, unit_ids_with_role

CITY_ROLES = [Role.HALL_DESK, Role.CITY_OFFICE, Role.INSPECTOR]


def why_not_read_report(user, unit: UnitPage | None) -> str:
    """Say why `user` may not read the report of a unit, or of the whole city (None). An empty answer means yes."""
    if sees_city(user):
        return ""
    if unit is None:
        return _("The report of the city is for the hall desk, the city office and the inspectors.")
    if has_role(user, unit, *SPEAKING_ROLES):
        return ""
    return _("This is the report of another unit.")


def sees_city(user) -> bool:
    return is_hall_desk(user) or any(has_portal_role(user, role) for role in CITY_ROLES)


def reported_to(user, units: QuerySet[UnitPage]) -> QuerySet[UnitPage]:
    """Return those of the units whose report `user` reads. The set form of `why_not_read_report`."""
    return units if sees_city(user) else units.filter(pk__in=unit_ids_with_role(user, *SPEAKING_ROLES))


def why_not_open_reports(user) -> str:
    """Say why somebody finds no report in the list."""
    if sees_city(user) or unit_ids_with_role(user, *SPEAKING_ROLES):
        return ""
    return _("Month reports are for units, the hall desk, the city office and the inspectors.")
