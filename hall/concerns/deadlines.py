"""When a concern must be answered, and how that was counted. Pure: rules get a `Calendar` and moments by the door.

What was counted is kept as plain values beside the deadline, so that it can be told in words after the calendar or
the kind has changed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from portal.core.enums import DayKind
from portal.core.workdays import Calendar, DayNote, local_day


@dataclass(frozen=True)
class Deadline:
    """The last day to answer, counted in working days from a day that itself does not count."""

    since: date
    working_days: int
    due_on: date
    notes: tuple[DayNote, ...] = ()

    def as_json(self) -> dict:
        return {
            "since": self.since.isoformat(),
            "working_days": self.working_days,
            "due_on": self.due_on.isoformat(),
            "notes": [[note.day.isoformat(), note.kind.value, note.name] for note in self.notes],
        }

    @classmethod
    def from_json(cls, kept: dict) -> "Deadline":
        return cls(
            date.fromisoformat(kept["since"]),
            kept["working_days"],
            date.fromisoformat(kept["due_on"]),
            tuple(DayNote(date.fromisoformat(day), DayKind(kind), name) for day, kind, name in kept["notes"]),
        )


def deadline_from(moment: datetime, working_days: int, calendar: Calendar) -> Deadline:
    """Count the deadline of what came in at a moment: the day of asking does not count, whatever its hour."""
    since = local_day(moment)
    due_on = calendar.due_on(since, working_days)
    return Deadline(since, working_days, due_on, calendar.how_counted(since, due_on))


def extended(deadline: Deadline, working_days: int, calendar: Calendar) -> Deadline:
    """Move a deadline by so many working days: they are counted from its last day, which the calendar leaves alone."""
    due_on = calendar.due_on(deadline.due_on, working_days)
    notes = calendar.how_counted(deadline.since, due_on)
    return Deadline(deadline.since, deadline.working_days + working_days, due_on, notes)


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Return how many working days remain after today; negative for those that it is late."""
    if due_on < today:
        return -working_days_left(due_on, today, calendar)
    days = (date.fromordinal(day) for day in range(today.toordinal() + 1, due_on.toordinal() + 1))
    return sum(map(calendar.is_working_day, days))
