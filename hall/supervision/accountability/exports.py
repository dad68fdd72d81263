"""Accountability records as a file for the archive. What people typed is text and stays text."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from hall.campaigns.survey.exports import text_cell
from hall.supervision.models import AccountabilityRecord


def lines_of(records: Iterable[AccountabilityRecord]) -> Iterator[list[str]]:
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
        appealed_at = record.appealed_at and timezone.localtime(record.appealed_at)
        yield [
            record.order.number,
            record.unit_name,
            record.person_name,
            record.get_decision_display(),
            record.basis,
            record.words,
            record.decided_on.isoformat(),
            record.appeal,
            appealed_at.strftime("%Y-%m-%d %H:%M") if appealed_at else "",
            record.get_outcome_display() if record.outcome else "",
            record.outcome_words,
            record.removal_on.isoformat() if record.removal_on else "",
        ]


def as_xlsx(records: Iterable[AccountabilityRecord]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines_of(records):
        sheet.append([text_cell(sheet, cell) for cell in line])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
