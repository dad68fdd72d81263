"""The figures of a month, a row for each unit: those of the scorecards once it was announced, else counted now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.facts import counted, span_of, units_of
from hall.assessment.models import AssessedMonth, Scheme, Scorecard
from hall.assessment.month_facts import MonthFacts
from hall.assessment.sources.span import Span
from portal.core.queries import load_calendar
from portal.core.workdays import local_day
from units.models import UnitPage

# So many months are offered and drawn.
MONTHS = 24


@dataclass(frozen=True)
class UnitRow:
    """One unit's month. Points and place are there once the month was announced."""

    unit: int
    name: str
    code: str
    facts: MonthFacts
    total: Decimal | None = None
    rank: int | None = None
    unranked: str = ""


@dataclass(frozen=True)
class MonthFigures:
    """`told` is the month of the assessment whose scorecards these are, or None for what was counted now."""

    month: Month
    rows: list[UnitRow]
    told: AssessedMonth | None
    today: date

    @property
    def is_final(self) -> bool:
        return self.told is not None and self.told.state == MonthState.FROZEN

    @property
    def is_over(self) -> bool:
        return self.today > self.month.last_day

    def sum(self, name: str) -> int:
        return sum(getattr(row.facts, name) for row in self.rows)

    def of(self, unit: int) -> UnitRow | None:
        return next((row for row in self.rows if row.unit == unit), None)

    def ranked(self) -> list[UnitRow]:
        return sorted((row for row in self.rows if row.rank), key=lambda row: (row.rank, row.name))


def city_figures(month: Month, today: date) -> MonthFigures:
    """Return the figures of all units. What citizens liked and commented is read for no report of the city."""
    told = told_month(month)
    if told:
        return MonthFigures(month, rows_of_cards(told), told, today)
    units = units_of(month).values_list("pk", "title", "code")
    return MonthFigures(month, rows_counted(units, month, today, with_voices=False), None, today)


def unit_figures(unit: UnitPage, month: Month, today: date) -> MonthFigures:
    """Return the figures of one unit; no row where it was not public in the month."""
    return figures_of([unit.pk], month, today, with_voices=True)


def figures_of(keys: Collection[int], month: Month, today: date, *, with_voices: bool) -> MonthFigures:
    """Return the figures of some units."""
    told = told_month(month)
    rows = rows_of_cards(told, keys) if told else []
    if rows:
        return MonthFigures(month, rows, told, today)
    units = units_of(month).filter(pk__in=keys).values_list("pk", "title", "code")
    return MonthFigures(month, rows_counted(units, month, today, with_voices=with_voices), None, today)


def ranked_in(figures: MonthFigures) -> int:
    """Return how many units have a place in the month."""
    return figures.told.cards.filter(rank__isnull=False).count() if figures.told else 0


def told_month(month: Month) -> AssessedMonth | None:
    return AssessedMonth.objects.told().of(month).select_related("scheme").first()


def rows_of_cards(told: AssessedMonth, keys: Collection[int] | None = None) -> list[UnitRow]:
    cards = Scorecard.objects.filter(month=told)
    if keys is not None:
        cards = cards.filter(unit__in=keys)
    rows = cards.values_list("unit", "unit_name", "unit__code", "facts", "total", "rank", "unranked")
    return [UnitRow(*row[:3], MonthFacts.from_json(row[3]), *row[4:]) for row in rows]


def rows_counted(units: Iterable[tuple], month: Month, today: date, *, with_voices: bool) -> list[UnitRow]:
    names = {pk: (name, code) for pk, name, code in units}
    if not names:
        return []
    found = counted(span_for(list(names), month, today), with_voices=with_voices)
    rows = [UnitRow(pk, *names[pk], one.facts) for pk, one in found]
    return sorted(rows, key=lambda row: row.name)


def span_for(units: list[int], month: Month, today: date) -> Span:
    """Return what the reads of a month need; without a scheme in force, by the limits that a new one begins with."""
    scheme = Scheme.objects.in_force(month).first() or Scheme()
    return span_of(units, month, scheme, load_calendar(), known_until=today - timedelta(days=1))


def months_reported(today: date) -> list[Month]:
    """Return the months that have a report, the newest first: since the first unit spoke, at most two years."""
    first_card = AssessedMonth.objects.told().aggregate(first=Min("first_day"))["first"]
    launched = UnitPage.objects.live().aggregate(first=Min("first_published_at"))["first"]
    began = [day for day in (first_card, launched and local_day(launched)) if day]
    month, months = Month.of(today), []
    while began and month >= Month.of(min(began)) and len(months) < MONTHS:
        months.append(month)
        month = month.before
    return months
