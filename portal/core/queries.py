"""Reads of the work-day calendar that the hall desk keeps."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from portal.core.enums import DayKind, YearState
from portal.core.models import CalendarYear, PortalSettings, SpecialDay
from portal.core.workdays import Calendar


@dataclass(frozen=True)
class YearSummary:
    """One year of the calendar: its days off, its weekend days worked, and how sure they are."""

    year: int
    holidays: int
    makeup_days: int
    state: YearState

    def is_unsure(self, today: date) -> bool:
        """Tell whether the desk should look at it, before a deadline is counted in it."""
        return self.year >= today.year and self.state != YearState.SETTLED


def load_calendar(request=None) -> Calendar:
    """Return the calendar as it stands now, in two queries. A sweep loads it once and hands it on."""
    days = list(SpecialDay.objects.values_list("date", "kind", "name"))
    return Calendar(
        holidays={day: name for day, kind, name in days if kind == DayKind.HOLIDAY},
        makeup_days={day: name for day, kind, name in days if kind == DayKind.MAKEUP},
        hours=PortalSettings.load(request_or_site=request).working_hours,
    )


def calendar_for(request) -> Calendar:
    """Return the calendar, read once in a request however many cards ask."""
    if not hasattr(request, "_work_calendar"):
        request._work_calendar = load_calendar(request)
    return request._work_calendar


def calendar_years(today: date) -> list[YearSummary]:
    """Return this year, the next, and every other year of which something is known, oldest first."""
    counted = (
        SpecialDay.objects.order_by()
        .annotate(year=ExtractYear("date"))
        .values("year")
        .annotate(
            holidays=Count("pk", filter=Q(kind=DayKind.HOLIDAY)),
            makeup_days=Count("pk", filter=Q(kind=DayKind.MAKEUP)),
        )
    )
    counts = {row["year"]: (row["holidays"], row["makeup_days"]) for row in counted}
    unsettled = set(CalendarYear.objects.filter(is_settled=False).values_list("year", flat=True))
    return [
        YearSummary(year, *counts.get(year, (0, 0)), state=_state(year in counts, year in unsettled))
        for year in sorted({*counts, today.year, today.year + 1})
    ]


def _state(has_days: bool, is_unsettled: bool) -> YearState:
    if not has_days:
        return YearState.EMPTY
    return YearState.LEGAL if is_unsettled else YearState.SETTLED
