"""Who held a concern for how long: passing it on moves no deadline, so the time of each is shown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.core.workdays import Calendar, local_day


@dataclass(frozen=True)
class Holding:
    """A stretch of time with one unit, or with the hall desk where `unit_id` is None."""

    unit_id: int | None
    since: datetime
    until: datetime

    def working_days(self, calendar: Calendar) -> int:
        """Return how many working days began while it was held."""
        first, last = local_day(self.since).toordinal(), local_day(self.until).toordinal()
        days = (type(local_day(self.since)).fromordinal(day) for day in range(first + 1, last + 1))
        return sum(map(calendar.is_working_day, days))


def holdings(
    received_at: datetime,
    holder: int | None,
    moves: Iterable[tuple[datetime, int | None, int | None]],
    until: datetime,
) -> list[Holding]:
    """Return the stretches in order. `moves` are moments with the holders before and after; `holder` holds it now."""
    found, since = [], received_at
    for at, before, _after in moves:
        found.append(Holding(before, since, at))
        since = at
    return [*found, Holding(holder, since, max(since, until))]
