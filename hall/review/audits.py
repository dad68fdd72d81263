"""Who reads the audit across units, and which lines: list, export and menu ask here."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hall.review.models import ReviewRecord
from portal.accounts.models import User
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_portal_role, is_hall_desk, unit_ids_with_role


def why_not_read_audit(user: User) -> str:
    """Say why `user` may not read the audit of any unit."""
    if reads_everything(user) or unit_ids_with_role(user, Role.REVIEWER):
        return ""
    return _("The hall desk, the city office and spokespersons read the audit.")


def lines_for(user: User) -> QuerySet[ReviewRecord]:
    """Return the lines that `user` may read: all of them, those of the units that they speak for, or none."""
    if reads_everything(user):
        return ReviewRecord.objects.all()
    return ReviewRecord.objects.filter(unit__in=unit_ids_with_role(user, Role.REVIEWER))


def units_audited_by(user: User) -> QuerySet[UnitPage]:
    """Return the units whose lines `user` may read."""
    if reads_everything(user):
        return UnitPage.objects.order_by("title")
    return UnitPage.objects.filter(pk__in=unit_ids_with_role(user, Role.REVIEWER)).order_by("title")


def reads_everything(user: User) -> bool:
    return is_hall_desk(user) or (user.is_active and has_portal_role(user, Role.CITY_OFFICE))
