"""The last twelve months of the city or of one unit: announced and final months as scored, the others counted now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncMonth

from hall.assessment.calendar_month import Month
from hall.assessment.enums import TOLD_STATES
from hall.assessment.models import Scorecard
from hall.assessment.sources.concerns import ARRIVALS
from hall.concerns.enums import AnswerState
from hall.concerns.models import Answer, ConcernEvent
from hall.models import TimelineEntry
from portal.core.workdays import ZONE
from units.models import UnitPage

LENGTH = 12
NAMES = ["posts", "received", "answers"]


@dataclass(frozen=True)
class TrendMonth:
    month: Month
    posts: int = 0
    received: int = 0
    answers: int = 0


def trend_until(month: Month, unit: UnitPage | None = None) -> list[TrendMonth]:
    """Return the months up to this one, the oldest first; none before the first in which anything happened."""
    months = [month]
    while len(months) < LENGTH:
        months.insert(0, months[0].before)
    scored = scored_months(months, unit)
    missing = [one for one in months if one not in scored]
    found = {**counted_months(missing, unit), **scored}
    while months and found[months[0]] == TrendMonth(months[0]):
        months.pop(0)
    return [found[one] for one in months]


def scored_months(months: list[Month], unit: UnitPage | None) -> dict[Month, TrendMonth]:
    cards = Scorecard.objects.filter(
        month__state__in=TOLD_STATES, month__first_day__range=(months[0].first_day, months[-1].first_day)
    )
    if unit:
        cards = cards.filter(unit=unit)
    sums = {name: Sum(Cast(KT(f"facts__{name}"), IntegerField())) for name in NAMES}
    rows = cards.order_by().values("month__first_day").annotate(**sums)
    return {
        Month.of(row["month__first_day"]): TrendMonth(
            Month.of(row["month__first_day"]), *(row[name] or 0 for name in NAMES)
        )
        for row in rows
    }


def counted_months(months: list[Month], unit: UnitPage | None) -> dict[Month, TrendMonth]:
    """Count months that were not announced. A concern counts for each unit to which it came in a month."""
    if not months:
        return {}
    posts = by_month(TimelineEntry.objects.all(), "published_at", months, unit)
    came = ConcernEvent.objects.filter(kind__in=ARRIVALS, unit__isnull=False)
    received = by_month(came, "at", months, unit, counts="concern")
    sent = by_month(Answer.objects.filter(state=AnswerState.SENT), "sent_at", months, unit)
    return {one: TrendMonth(one, posts[one], received[one], sent[one]) for one in months}


def by_month(
    rows: QuerySet, at: str, months: Iterable[Month], unit: UnitPage | None, counts: str = "pk"
) -> Counter[Month]:
    first, last = min(months), max(months)
    rows = rows.filter(**{f"{at}__gte": first.begins, f"{at}__lt": last.ends})
    if unit:
        rows = rows.filter(unit=unit)
    in_months = rows.order_by().annotate(in_month=TruncMonth(at, tzinfo=ZONE)).values("in_month", "unit")
    found: Counter[Month] = Counter()
    for row in in_months.annotate(many=Count(counts, distinct=True)):
        found[Month.at(row["in_month"])] += row["many"]
    return found
