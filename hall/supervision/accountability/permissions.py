"""Who may see an accountability record, and who may do what with it. An empty answer means yes."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from hall.supervision.enums import Concerned
from hall.supervision.inspectors import is_inspector, why_not_inspect
from hall.supervision.models import AccountabilityRecord, SupervisionOrder
from hall.supervision.orders.permissions import why_not_step
from hall.supervision.querysets import led_by
from hall.supervision.terms import LONGEST_NAMED
from units.enums import UNIT_ROLES
from units.permissions import roles_of


def why_not_see_record(user, record: AccountabilityRecord) -> str:
    """Say why `user` may not read a record. The set form is `AccountabilityRecordQuerySet.seen_by`."""
    if is_concerned(user, record) or not why_not_inspect(user, record.unit):
        return ""
    return _("Only inspectors and those whom it concerns read this record.")


def is_concerned(user, record: AccountabilityRecord) -> bool:
    """Tell whether a record is about `user`, or about a unit whose spokespersons `user` leads."""
    if not user.is_active or not user.pk:
        return False
    if record.concerned == Concerned.PERSON:
        return record.person_id == user.pk
    return record.unit_id is not None and led_by(user).filter(unit=record.unit_id).exists()


def has_records(user) -> bool:
    """Tell whether `user` has the list of records at all."""
    return is_inspector(user) or AccountabilityRecord.objects.seen_by(user).exists()


def why_not_add_record(user, order: SupervisionOrder) -> str:
    return why_not_inspect(user, order.unit) or why_not_step("add_record", order)


def why_not_name(user, person, order: SupervisionOrder) -> str:
    """Say why a record behind an order may not be about `person`."""
    if person is None:
        return _("Choose who it is about.")
    if person == user:
        return _("Nobody decides about themselves.")
    if order.unit is None or not any((order.unit_id, role) in roles_of(person) for role in UNIT_ROLES):
        return _("%(person)s does not work for this unit.") % {"person": person}
    return ""


def why_not_dates(decided_on: date, removal_on: date | None, today: date) -> str:
    if decided_on > today:
        return _("The decision lies in the future.")
    if removal_on is None:
        return ""
    if removal_on <= today:
        return _("The name would be removed before anybody has read it. Choose a later day.")
    if removal_on > decided_on + LONGEST_NAMED:
        return _("A name stays for at most three years.")
    return ""


def why_not_appeal(user, record: AccountabilityRecord, now: datetime) -> str:
    if not is_concerned(user, record):
        return _("Only those whom the record concerns appeal against it.")
    if record.appealed_at:
        return _("There is an appeal against this record already.")
    if now > record.appeal_until:
        return _("The time to appeal has passed.")
    return ""


def why_not_decide_appeal(user, record: AccountabilityRecord) -> str:
    """Say why `user` may not decide about an appeal: who made the record does not."""
    if reason := why_not_inspect(user, record.unit):
        return reason
    if not record.appealed_at or record.removed_at:
        return _("There is no appeal against this record.")
    if record.outcome:
        return _("This appeal has been decided.")
    if record.made_by_id == user.pk:
        return _("You made this record. Another inspector decides about the appeal.")
    return ""


def why_not_export(user) -> str:
    return "" if is_inspector(user) else _("Only inspectors take records away as a file.")
