"""Reads of the scoreboard. Only final months are ever shown to everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from hall.assessment.calendar_month import Month
from hall.assessment.models import AssessedMonth, Scorecard, ScorecardLine
from hall.assessment.querysets import MonthQuerySet
from hall.concerns.figures import LEAST
from units.models import UnitPage

# Of fewer questions, which may be private, the figures would tell about people.
LEAST_TOLD = LEAST
BEST = 3
TREND = 12


def cards_in_order(month: AssessedMonth) -> QuerySet[Scorecard]:
    """Return the scorecards of a month with their lines: places first, then the others by name."""
    return month.cards.select_related("unit").prefetch_related("lines")


def placed(month: AssessedMonth) -> int:
    """Return how many units of a month have a place."""
    return month.cards.filter(rank__isnull=False).count()


def final_months() -> MonthQuerySet:
    return AssessedMonth.objects.frozen().select_related("scheme")


def final_month(month: Month) -> AssessedMonth | None:
    return final_months().of(month).first()


def sorted_cards(month: AssessedMonth, by: str) -> list[Scorecard]:
    """Return the scorecards in the order of an indicator, the best first; by place when it is none of the month's.

    The same value that rests upon more stands first. What could not be measured, or is not told, stands last.
    """
    cards = list(cards_in_order(month))
    if not any(weight.indicator == by for weight in month.scheme.weights.all()):
        return cards

    def key(card: Scorecard) -> tuple:
        line = next((line for line in card.lines.all() if line.indicator == by), None)
        if line is None or line.points is None or not is_told(line) or line.value is None:
            return (1, 0, 0, 0, card.unit_name)
        value = line.value if line.row.is_less_better else -line.value
        return (0, -line.points, value, -line.n, card.unit_name)

    return sorted(cards, key=key)


def is_told(line: ScorecardLine) -> bool:
    """Tell whether everybody may read a line."""
    return not line.row.tells_of_people or line.n >= LEAST_TOLD


@dataclass(frozen=True)
class TrendPoint:
    month: Month
    card: Scorecard


def trend_of(unit: UnitPage, until: date | None = None) -> list[TrendPoint]:
    """Return the last final months of a unit, the oldest first."""
    cards = Scorecard.objects.filter(unit=unit, month__in=AssessedMonth.objects.frozen()).select_related(
        "month"
    )
    if until:
        cards = cards.filter(month__first_day__lte=until)
    newest = cards.order_by("-month__first_day")[:TREND]
    return [TrendPoint(card.month.month, card) for card in reversed(newest)]


def best_of_last_month(today: date) -> tuple[AssessedMonth | None, list[Scorecard]]:
    """Return the month before this one and those in its first places; while it is not final, the one before it."""
    last = Month.of(today).before
    month = final_month(last) or final_month(last.before)
    if month is None:
        return None, []
    best = month.cards.filter(rank__lte=BEST).select_related("unit__avatar").order_by(F("rank"), "unit_name")
    return month, list(best.prefetch_related("unit__avatar__renditions")[:BEST])
