"""Accountability records about a person: in the download, and kept until their day when the person leaves."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hall.supervision.models import AccountabilityRecord
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect(user: User) -> list[dict]:
    return [
        {
            "order": record.order.number,
            "unit": record.unit_name,
            "decision": record.get_decision_display(),
            "what_happened": record.words,
            "basis": record.basis,
            "decided_on": record.decided_on.isoformat(),
            "appeal": record.appeal,
            "outcome": record.get_outcome_display() if record.outcome else "",
            "outcome_reason": record.outcome_words,
            "name_is_removed_on": record.removal_on.isoformat(),
        }
        for record in records_of(user).select_related("order")
    ]


def forget(user: User) -> None:
    """Leave the records as they are: leaving does not end accountability, and the duty removes the name on its day.

    The key goes with the person's row; the name stays in words until then.
    """


def stays(user: User) -> list[str]:
    """Say, before somebody deletes their account, what keeps their name and until when."""
    words = _("An accountability record (%(number)s) keeps your name until %(day)s. It is not public.")
    return [
        words % {"number": record.order.number, "day": date_format(record.removal_on)}
        for record in records_of(user).select_related("order")
    ]


def records_of(user: User):
    return AccountabilityRecord.objects.filter(person=user)


register_personal_data(
    "accountability",
    collect=collect,
    forget=forget,
    stays=stays,
    fields=("supervision.AccountabilityRecord.person",),
)
