"""The numbers of a month as a table that people take away: CSV or XLSX, and nothing in it is ever computed."""

from collections.abc import Iterable
from io import BytesIO

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from hall.assessment.models import AssessedMonth
from hall.assessment.queries import LEAST_TOLD, cards_in_order
from hall.campaigns.exports import csv_bytes

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_of(month: AssessedMonth, *, tells_all: bool) -> list[list]:
    """Return the table of a month with its headings. To the public, few private questions are not told."""
    weights = list(month.scheme.weights.all())
    head = [_("Unit"), _("Place"), _("Points"), _("Good deeds"), _("Remark")]
    for weight in weights:
        label = str(weight.get_indicator_display())
        head += [label, f"{label}（{_('rests upon')}）", f"{label}（{_('points')}）"]
    rows = [head]
    for card in cards_in_order(month):
        remark = "；".join([*map(str, card.veto_labels), str(card.get_unranked_display() or "")]).strip("；")
        row = [card.unit_name, card.rank, card.total, card.bonus, remark]
        lines = {line.indicator: line for line in card.lines.all()}
        for weight in weights:
            line = lines[weight.indicator]
            is_told = tells_all or not line.row.tells_of_people or line.n >= LEAST_TOLD
            row += [line.value, line.n, line.points] if is_told else ["", f"<{LEAST_TOLD}", ""]
        rows.append(row)
    return rows


def answer_with_month(month: AssessedMonth, form: str, *, tells_all: bool = True) -> HttpResponse:
    """Answer with the table of a month as a file. Raises `Http404` for a form that there is not."""
    if form not in KINDS:
        raise Http404
    rows = table_of(month, tells_all=tells_all)
    data = csv_bytes(rows) if form == "csv" else xlsx_bytes(rows)
    response = HttpResponse(data, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="board-{month}.{form}"'
    return response


def xlsx_bytes(rows: Iterable[Iterable]) -> bytes:
    """Return rows as an XLSX file; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([cell_of(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cell_of(sheet, value):
    cell = WriteOnlyCell(
        sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    )
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
