"""Accountability records as rows of a file for the archive."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from hall.supervision.models import AccountabilityRecord


def lines_of(records: Iterable[AccountabilityRecord]) -> Iterator[list]:
    """Return the headings, and one line for each record of `for_rows()`."""
    yield [
        _("Supervision order"),
        _("Unit"),
        _("Person"),
        _("Decision"),
        _("Basis"),
        _("What happened"),
        _("Decided on"),
        _("Appeal"),
        _("Appealed at"),
        _("Outcome"),
        _("Reason"),
        _("Name is removed on"),
    ]
    for record in records:
        yield [
            record.order.number,
            record.unit_name,
            record.person_name,
            record.get_decision_display(),
            record.basis,
            record.words,
            record.decided_on.isoformat(),
            record.appeal,
            record.appealed_at,
            record.get_outcome_display() if record.outcome else "",
            record.outcome_words,
            record.removal_on.isoformat() if record.removal_on else "",
        ]
