"""The clocks of a review, counted in working hours. Pure: moments and the calendar come by the door."""

from datetime import datetime, timedelta

from portal.core.workdays import BeyondCalendar, Calendar


def due_at(begun_at: datetime, allowed: timedelta, calendar: Calendar) -> datetime | None:
    """Return when a step that began at `begun_at` should be taken.

    None when the calendar knows no working time to come: a wrong calendar must not stop a submission.
    """
    try:
        return calendar.add_working_time(begun_at, allowed)
    except BeyondCalendar:
        return None
