"""All answers to a survey as a file. Who sent which stands in none of them.

Spreadsheet programs compute cells; what people typed is text and stays text.
"""

import csv
from collections.abc import Iterator
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.reading import columns_of, read_answer
from units.onboarding.columns import guarded

BYTE_ORDER_MARK = "\ufeff"  # Without it spreadsheet programs here take Han script for something else.
AT_ONCE = 500


class Echo:
    """What the writer of CSV takes for a file: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def lines_of(page: SurveyPage) -> Iterator[list[str]]:
    """Return the headings, and one line for each answer in the order in which they came."""
    yield [_("Sent at"), *columns_of(page.asked)]
    answers = page.answers.order_by("sent_at", "pk").prefetch_related("values")
    for answer in answers.iterator(chunk_size=AT_ONCE):
        sent_at = timezone.localtime(answer.sent_at).strftime("%Y-%m-%d %H:%M")
        yield [sent_at, *(cell for _heading, cell in read_answer(page.asked, answer.values.all()))]


def as_csv(page: SurveyPage) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK
    for line in lines_of(page):
        yield writer.writerow([guarded(cell) for cell in line])


def as_xlsx(page: SurveyPage) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines_of(page):
        sheet.append([text_cell(sheet, cell) for cell in line])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def text_cell(sheet, text: str) -> WriteOnlyCell:
    """Return a cell that no program computes. The format knows no control characters."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell
