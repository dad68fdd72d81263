"""The public scoreboard: final months only, the same page for everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from hall.assessment.calendar_month import Month
from hall.assessment.exports import answer_everybody
from hall.assessment.models import AssessedMonth
from hall.assessment.queries import (
    cards_in_order,
    final_month,
    final_months,
    is_told,
    placed,
    sorted_cards,
    trend_of,
)
from hall.assessment.sparkline import sparkline
from portal.core.cache import public_page

HISTORY = 24


@public_page
def board(request):
    """Show the latest final month; say so where there is none yet."""
    newest = final_months().first()
    if newest is None:
        return render(request, "assessment/board/empty.html")
    return show(request, newest)


@public_page
def month(request, month):
    return show(request, named(month))


def show(request, row: AssessedMonth):
    by = request.GET.get("by", "")
    weights = list(row.scheme.weights.all())
    shown = by if any(weight.indicator == by for weight in weights) else ""
    cards = sorted_cards(row, shown)
    for card in cards:
        card.shown = dressed(card, shown)
    context = {
        "month": row,
        "weights": weights,
        "by": shown,
        "cards": [card for card in cards if card.rank],
        "others": [card for card in cards if not card.rank],
        "months": final_months()[:HISTORY],
    }
    return render(request, "assessment/board/month.html", context)


def dressed(card, by: str):
    """Return the line by which the list is sorted, if everybody may read it."""
    line = next((line for line in card.lines.all() if line.indicator == by), None)
    return line if line is None or is_told(line) else "few"


@public_page
def card(request, month, code):
    """Show one unit's scorecard with every number and what it rests upon."""
    row = named(month)
    shown = get_object_or_404(cards_in_order(row), unit__code=code.upper())
    trend = trend_of(shown.unit, row.first_day)
    context = {
        "month": row,
        "card": shown,
        "placed": placed(row),
        "lines": [(line, is_told(line)) for line in shown.lines.all()],
        "corrections": shown.corrections.count(),
        "trend": trend,
        "line": sparkline([float(point.card.total) for point in trend]),
    }
    return render(request, "assessment/board/card.html", context)


@public_page
def table(request, month, form):
    return answer_everybody(named(month), form)


def named(text: str) -> AssessedMonth:
    month = Month.parse(text)
    row = final_month(month) if month else None
    if row is None:
        raise Http404
    return row
