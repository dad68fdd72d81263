"""The rules of the watches: what the database holds, and the moments that follow from them."""

from datetime import datetime, timedelta

from hall.supervision.enums import Measure
from hall.supervision.models import WatchRule
from hall.supervision.watches.registry import WATCHES
from portal.core.workdays import BeyondCalendar, Calendar


def complete_rules() -> None:
    """Lay in the rule of every watch that has none yet."""
    there = set(WatchRule.objects.values_list("watch", flat=True))
    missing = [watch for name, watch in WATCHES.items() if name not in there]
    if missing:
        WatchRule.objects.bulk_create(
            [WatchRule(watch=watch.name, **watch.rule) for watch in missing], ignore_conflicts=True
        )


def moment_after(since: datetime, amount: int | None, measure: str, calendar: Calendar) -> datetime | None:
    """Return the moment at which so much time has passed; None for never. Pure.

    A working day is as much working time as an office day has, so that it ends at the hour at which it began. None too
    where the calendar knows no such moment.
    """
    if amount is None:
        return None
    if measure == Measure.CALENDAR_DAYS:
        return since + timedelta(days=amount)
    hours = timedelta(hours=amount) if measure == Measure.WORKING_HOURS else amount * office_day(calendar)
    try:
        return calendar.add_working_time(since, hours)
    except BeyondCalendar:
        return None


def office_day(calendar: Calendar) -> timedelta:
    """Return how long an office is open on a working day."""
    minutes = (
        (closes.hour - opens.hour) * 60 + closes.minute - opens.minute for opens, closes in calendar.hours
    )
    return timedelta(minutes=sum(minutes))
