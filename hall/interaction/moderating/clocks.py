"""How long a comment may wait, in working hours. Pure: moments and the calendar come by the door."""

from datetime import datetime, timedelta

from hall.review.clocks import Due
from portal.core.workdays import Calendar

# The longest limit that the desk can set passes in less, whatever the holidays.
FURTHEST = timedelta(days=100)
EXACTLY = timedelta(seconds=1)


def late_before(now: datetime, limit: timedelta, calendar: Calendar) -> datetime:
    """Return the moment before which a comment must have come to be late at `now`."""
    earliest, latest = now - FURTHEST, now
    if calendar.working_time_between(earliest, now) < limit:
        return earliest
    while latest - earliest > EXACTLY:
        middle = earliest + (latest - earliest) / 2
        if calendar.working_time_between(middle, now) >= limit:
            earliest = middle
        else:
            latest = middle
    return earliest


def due_of(since: datetime, now: datetime, limit: timedelta, calendar: Calendar) -> Due | None:
    """Return by when somebody should have looked at a comment that waits since then."""
    since = max(since, now - FURTHEST)
    if calendar.working_time_between(since, now + FURTHEST) < limit:
        return None
    return Due.of(calendar.add_working_time(since, limit), now, calendar)
