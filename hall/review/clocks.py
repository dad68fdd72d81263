"""The clocks of a review, counted in working hours. Pure: moments and the calendar come by the door."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.enums import DayKind
from portal.core.workdays import BeyondCalendar, Calendar, DayNote, local_day

# A reminder while a quarter of the time is left: an hour of four, enough to read a post and to decide.
SHARE_BEFORE_REMINDER = 0.75
# A claim is long enough for one text and a telephone call, and short enough to be forgotten without harm.
CLAIM_LASTS = timedelta(hours=2)
# What is late gets one more hour before those who run the hall hear of it.
GRACE = timedelta(hours=1)


def due_at(begun_at: datetime, allowed: timedelta, calendar: Calendar) -> datetime | None:
    """Return the moment at which so much working time has passed.

    None when the calendar knows no working time to come: a wrong calendar must not stop a submission.
    """
    try:
        return calendar.add_working_time(begun_at, allowed)
    except BeyondCalendar:
        return None


@dataclass(frozen=True)
class Due:
    """A deadline as people read it: the moment, and the working time until then (less than nothing when late)."""

    at: datetime
    left: timedelta
    is_late: bool

    @classmethod
    def of(cls, at: datetime | None, now: datetime, calendar: Calendar) -> "Due | None":
        """Return the deadline as it stands now; nothing where there is none."""
        return cls(at, calendar.working_time_between(now, at), now > at) if at else None

    def __str__(self):
        time = words_for(abs(self.left))
        if not self.is_late:
            return _("%(time)s left") % {"time": time}
        return _("late by %(time)s") % {"time": time} if self.left else _("late")


def words_for(length: timedelta) -> str:
    """Say a stretch of working time in full hours, or in minutes below one."""
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return ngettext("%(count)d working minute", "%(count)d working minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)d working hour", "%(count)d working hours", hours) % {"count": hours}


def days_to_explain(begun_at: datetime, due: datetime, calendar: Calendar) -> list[DayNote]:
    """Return the holidays and make-up workdays that a deadline runs over."""
    notes = calendar.how_counted(local_day(begun_at), local_day(due))
    return [note for note in notes if note.kind != DayKind.WEEKEND]
