"""Tables that people take away: readable by the spreadsheet programs here, and harmless to them.

Spreadsheet programs compute cells; what people typed is text and stays text.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import TextIOWrapper
from tempfile import TemporaryFile

from django.http import FileResponse, Http404
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Row = Iterable[str | int | float | datetime | None]

# What makes a spreadsheet program compute a cell.
SIGNS_OF_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
MOMENT = "yyyy-mm-dd hh:mm"
WIDEST, NARROWEST = 40, 12
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def table_answer(name: str, form: str, rows: Iterable[Row]) -> FileResponse:
    """Answer with a table, headings first, that no cache keeps. Raises `Http404` for a form that is none."""
    if form not in WRITERS:
        raise Http404
    return FileResponse(
        table_file(form, rows),
        as_attachment=True,
        filename=f"{name}.{form}",
        content_type=TYPES[form],
        headers={"Cache-Control": "private, no-store"},
    )


def table_file(form: str, rows: Iterable[Row]):
    """Return an open file with the table, at its beginning."""
    file = TemporaryFile()  # noqa: SIM115 - whoever asks closes it
    WRITERS[form](file, rows)
    file.seek(0)
    return file


def write_csv(file, rows: Iterable[Row]) -> None:
    """Write the table with the mark without which spreadsheet programs here take Han script for something else."""
    words = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(words)
    for row in rows:
        writer.writerow([plain_cell(value) for value in row])
    words.detach()


def plain_cell(value):
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """Put the sign for text before a cell of a CSV file that a spreadsheet program would compute."""
    return f"'{text}" if text.startswith(SIGNS_OF_FORMULAS) else text


def unguarded(text: str) -> str:
    """Take that sign away again, as a file that went out comes back."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(SIGNS_OF_FORMULAS) else text


def write_xlsx(file, rows: Iterable[Row]) -> None:
    """Write a sheet whose moments are moments, in local time, and whose headings stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    rows = iter(rows)
    headings = list(next(rows))
    for column, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(
            max(2 * len(heading) + 2, NARROWEST), WIDEST
        )
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, heading, font=BOLD, alignment=WRAPPED) for heading in headings])
    for row in rows:
        sheet.append([typed_cell(sheet, value) for value in row])
    book.save(file)


def typed_cell(sheet, value):
    if isinstance(value, str):
        return text_cell(sheet, value)
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, localtime(value).replace(second=0, microsecond=0, tzinfo=None))
        cell.number_format = MOMENT
        return cell
    return value


def text_cell(sheet, text: str, **styles) -> WriteOnlyCell:
    """Return a cell that no program computes. The format knows no control characters."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
