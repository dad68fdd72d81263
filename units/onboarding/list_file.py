"""The list of units as a file: empty to be filled in, or as the hall is now. Uploaded as it is, it changes nothing."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from portal.core.tables import guarded
from units.onboarding.columns import COLUMNS, KINDS
from units.onboarding.records import PresentUnit

KIND_WORDS = {kind: word for word, kind in reversed(KINDS.items())}
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDTH = 18
WIDTH_OF_ADDRESSES = 36


def lines_of(units: Iterable[PresentUnit]) -> list[list[str]]:
    return [[cell_of(unit, column.field) for column in COLUMNS] for unit in units]


def cell_of(unit: PresentUnit, field: str) -> str:
    value = getattr(unit, field)
    if field == "kind":
        return KIND_WORDS[value]
    return ", ".join(value) if isinstance(value, tuple) else value


def as_file(form: str, lines: list[list[str]]) -> bytes:
    """Return a file in one of CONTENT_TYPES that holds the headings and these lines."""
    headings = [column.heading for column in COLUMNS]
    return as_csv([headings, *lines]) if form == "csv" else as_workbook(headings, lines)


def as_csv(lines: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in line] for line in lines)
    # With the mark, Excel and WPS take it for UTF-8.
    return text.getvalue().encode("utf-8-sig")


def as_workbook(headings: list[str], lines: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("Units")
    write(sheet, [headings, *lines])
    for column, letter in zip(COLUMNS, "ABCDEFGHIJ", strict=True):
        is_wide = column.field in {"official_name", "editors", "reviewers", "liaisons"}
        sheet.column_dimensions[letter].width = WIDTH_OF_ADDRESSES if is_wide else WIDTH
    sheet.freeze_panes = "A2"
    explain(book.create_sheet(_("How to fill it in")))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def write(sheet, lines: list[list[str]]) -> None:
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = sheet.cell(number, place, text)
            # A name that begins with = is a name, not a formula.
            cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)


def explain(sheet) -> None:
    lines = [
        [
            column.heading,
            _("may be left out") if not column.is_required else "",
            str(column.meaning),
        ]
        for column in COLUMNS
    ]
    write(sheet, [[_("Column"), "", _("Meaning")], *lines])
    sheet.column_dimensions["C"].width = 100
