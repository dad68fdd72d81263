"""Working days and working hours of a Chinese office: weekends, public holidays, and weekends worked instead (调休).

Pure: rules get a `Calendar` and moments by the door. `portal.core.queries` reads the calendar that the hall desk keeps.
Every search ends: what is not found within `HORIZON` days raises `BeyondCalendar`, however wrong the calendar is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from portal.core.enums import WORKING_KINDS, DayKind

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE_HOURS = ((time(8, 30), time(12, 0)), (time(14, 30), time(18, 0)))
HORIZON = 3660
SATURDAY = 5


class BeyondCalendar(ValueError):
    """Raised when ten years of the calendar hold no answer."""


@dataclass(frozen=True)
class DayNote:
    """One day of a count that was not an ordinary workday: passed over, or worked in place of another."""

    day: date
    kind: DayKind
    name: str = ""

    @property
    def is_counted(self) -> bool:
        return self.kind in WORKING_KINDS


@dataclass(frozen=True)
class Calendar:
    """What an office keeps to: special days with their names, and when it is open on a working day."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    makeup_days: Mapping[date, str] = field(default_factory=dict)
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS

    def __post_init__(self):
        edges = [edge for span in self.hours for edge in span]
        if not edges or edges != sorted(edges) or any(opens == closes for opens, closes in self.hours):
            raise ValueError("Opening hours must be spans that follow one another.")

    def kind_of(self, day: date) -> DayKind:
        """Say what `day` is. A day entered as both is worked."""
        if day in self.makeup_days:
            return DayKind.MAKEUP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY

    def is_working_day(self, day: date) -> bool:
        return self.kind_of(day) in WORKING_KINDS

    def due_on(self, asked_on: date, working_days: int) -> date:
        """Return the last day to answer. The day of asking does not count; zero means the first day worked."""
        if isinstance(asked_on, datetime):
            raise TypeError("Ask with a day: local_day(moment).")
        if working_days < 0:
            raise ValueError("A deadline cannot lie before the question.")
        first = asked_on + timedelta(days=1) if working_days else asked_on
        for day in filter(self.is_working_day, _days_from(first)):
            working_days -= 1
            if working_days < 1:
                return day
        raise BeyondCalendar(f"No deadline within {HORIZON} days of {asked_on}.")

    def add_working_time(self, moment: datetime, length: timedelta) -> datetime:
        """Return the earliest moment, in Asia/Shanghai, at which `length` has passed in open hours."""
        moment = _local(moment)
        if length < timedelta(0):
            raise ValueError("Working time is added, never taken away.")
        if not length:
            return moment
        for opens, closes in self._open_spans_from(moment):
            if length <= closes - opens:
                return opens + length
            length -= closes - opens
        raise BeyondCalendar(f"No such moment within {HORIZON} days of {moment:%Y-%m-%d}.")

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the open hours between two moments; negative when `end` comes first."""
        start, end = _local(start), _local(end)
        if end < start:
            return -self.working_time_between(end, start)
        if (end.date() - start.date()).days >= HORIZON:
            raise BeyondCalendar(f"{start:%Y-%m-%d} and {end:%Y-%m-%d} lie more than {HORIZON} days apart.")
        total = timedelta(0)
        for opens, closes in self._open_spans_from(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def how_counted(self, first: date, last: date) -> tuple[DayNote, ...]:
        """Return the days from `first` to `last`, both included, that a reader of a deadline may wonder about."""
        if (last - first).days >= HORIZON:
            raise BeyondCalendar(f"{first} and {last} lie more than {HORIZON} days apart.")
        days = takewhile(lambda day: day <= last, _days_from(first))
        kinds = ((day, self.kind_of(day)) for day in days)
        return tuple(
            DayNote(day, kind, self.makeup_days.get(day) or self.holidays.get(day, ""))
            for day, kind in kinds
            if kind != DayKind.WORKDAY
        )

    def _open_spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        for day in filter(self.is_working_day, _days_from(moment.date())):
            for opens, closes in self.hours:
                opens_at = max(datetime.combine(day, opens, ZONE), moment)
                closes_at = datetime.combine(day, closes, ZONE)
                if opens_at < closes_at:
                    yield opens_at, closes_at


def local_day(moment: datetime) -> date:
    """Return the day it is in the city at `moment`."""
    return _local(moment).date()


def day_begins(day: date) -> datetime:
    """Return the moment at which a day begins in the city."""
    return datetime.combine(day, time.min, ZONE)


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is no moment.")
    return moment.astimezone(ZONE)


def _days_from(first: date) -> Iterator[date]:
    start = first.toordinal()
    return map(date.fromordinal, range(start, min(start + HORIZON, date.max.toordinal() + 1)))
