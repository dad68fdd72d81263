"""From the bytes of a file to rows of text. Pure: nothing here knows what a unit is.

A file is judged by what is in it, never by its name, and is bounded before it is unpacked.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from statistics import median_high

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from portal.core.refusals import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 5000
MAX_COLUMNS = 60
# More than the addresses of a team can have, so that none of them is cut to another one.
MAX_CELL = 6000
# The rows of a list with too many, and of the titles above it.
ENOUGH_ROWS = MAX_ROWS + 20
# A slip at the end of a sheet, in row 1,048,576, must not cost a minute of empty rows.
LAST_ROW = 4 * MAX_ROWS

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")
DELIMITERS = [",", "\t", ";", "，"]
LINES_THAT_TELL = 10


@dataclass(frozen=True)
class Row:
    """One row, with the number that the user sees beside it in the spreadsheet program."""

    number: int
    cells: list[str]

    def cell(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


def read_sheets(data: bytes) -> list[list[Row]]:
    """Return the sheets of a file, each as its rows that are not empty. Raises `Refused` with one clear sentence."""
    if not data.strip():
        raise Refused([_("The file is empty.")])
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise Refused([_("The file is larger than %(limit)d MB. Split it.") % {"limit": limit}])
    if data.startswith(ZIP):
        return read_workbook(data)
    refuse_other_kinds(data)
    return [read_csv(data)]


def refuse_other_kinds(data: bytes) -> None:
    if data.startswith(PICTURES) or data[4:8] == b"ftyp":
        raise Refused([_("This is a picture, not a spreadsheet. Choose the XLSX or CSV file.")])
    if data.startswith(OLD_OFFICE):
        raise Refused(
            [_("This is an old Excel file or one with a password. Save it as XLSX without a password.")]
        )
    if data.startswith(b"%PDF"):
        raise Refused([_("This is a PDF, not a spreadsheet. Choose the XLSX or CSV file.")])


def read_workbook(data: bytes) -> list[list[Row]]:
    refuse_bombs(data)
    # A damaged workbook fails in a dozen ways, and openpyxl promises no common exception.
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [rows_of_sheet(sheet) for sheet in book.worksheets]
    except Exception as damage:
        raise Refused(
            [_("This Excel file is damaged. Open it in Excel or WPS and save it again as XLSX.")]
        ) from damage


def refuse_bombs(data: bytes) -> None:
    """Refuse an archive that is no workbook, or whose parts would unpack to more than a list of units needs."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as damage:
        raise Refused(
            [_("This Excel file is damaged. Open it in Excel or WPS and save it again as XLSX.")]
        ) from damage
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Refused([_("This is not an Excel workbook. Save it as XLSX or CSV and try again.")])
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Refused([_("This workbook holds far more than a list of units. Copy the list into a new one.")])


def rows_of_sheet(sheet) -> list[Row]:
    # The stated dimensions are often wrong: what programs wrote there is not what they saved.
    sheet.reset_dimensions()
    lines = sheet.iter_rows(max_row=LAST_ROW, max_col=MAX_COLUMNS, values_only=True)
    return gather(
        (number, [text_of(value) for value in line])
        for number, line in enumerate(lines, start=1)
        if any(value is not None for value in line)
    )


def text_of(value) -> str:
    """Say a cell as the user sees it: 12.0 is 12, a day has no midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def read_csv(data: bytes) -> list[Row]:
    return gather(lines_of_csv(decode(data)))


def lines_of_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row. An open quotation mark would quietly swallow the rows below, so it is refused."""
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as damage:
        raise Refused(
            [
                _(
                    "Row %(row)d cannot be read: a cell begins with a quotation mark and does not end with one. "
                    "Mend it, or save the file as XLSX."
                )
                % {"row": number + 1}
            ]
        ) from damage


def delimiter_of(text: str) -> str:
    """Return the sign that stands oftenest in most lines: a title has none or another, an address cell has several."""
    lines = [line for line in islice(io.StringIO(text), LINES_THAT_TELL) if line.strip()]
    return max(DELIMITERS, key=lambda sign: median_high(line.count(sign) for line in lines))


def decode(data: bytes) -> str:
    """Read text as Chinese offices save it: UTF-8 with or without mark, UTF-16 from Excel, or GB18030."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(
        [_("This file is neither an Excel workbook nor a text table. Save it as XLSX or CSV and try again.")]
    )


def gather(lines: Iterable[tuple[int, list[str]]]) -> list[Row]:
    """Keep the rows that say something, and enough of them to see that there are too many."""
    rows: list[Row] = []
    for number, cells in lines:
        cells = [cell[:MAX_CELL] for cell in cells[:MAX_COLUMNS]]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            rows.append(Row(number, cells))
        if len(rows) == ENOUGH_ROWS:
            break
    return rows
