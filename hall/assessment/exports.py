"""The numbers of a month as a table that people take away: CSV or XLSX, and nothing in it is ever computed."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hall.assessment.models import AssessedMonth
from hall.assessment.queries import LEAST_TOLD, cards_in_order
from portal.core.tables import TYPES, table_answer, table_file


def table_of(month: AssessedMonth, *, tells_all: bool) -> list[list]:
    """Return the table of a month with its headings. To the public, few private questions are not told."""
    weights = list(month.scheme.weights.all())
    head = [
        _("Unit"),
        pgettext("in a ranking", "Place"),
        pgettext("of a scorecard", "Points"),
        _("Good deeds"),
        _("Remark"),
    ]
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


def answer_with_month(month: AssessedMonth, form: str) -> FileResponse:
    """Answer the desk with the table of a month. Raises `Http404` for a form that there is not."""
    return table_answer(name_of(month), form, table_of(month, tells_all=True))


def answer_everybody(month: AssessedMonth, form: str) -> FileResponse:
    """Answer with the table of a final month as everybody may read it, for shared caches too."""
    if form not in TYPES:
        raise Http404
    file = table_file(form, table_of(month, tells_all=False))
    return FileResponse(
        file, as_attachment=True, filename=f"{name_of(month)}.{form}", content_type=TYPES[form]
    )


def name_of(month: AssessedMonth) -> str:
    return f"board-{month}"
