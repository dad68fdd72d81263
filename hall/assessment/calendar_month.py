"""Months of the city's calendar, and the moments between which they lie. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.core.workdays import day_begins, local_day

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
DECEMBER = 12
# A year that no database and no clock has trouble with.
EARLIEST_YEAR = 2000


@dataclass(frozen=True, order=True)
class Month:
    """One month. Its moments are half-open: `begins` belongs to it, `ends` to the next one."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def at(cls, moment: datetime) -> "Month":
        return cls.of(local_day(moment))

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """Read “2026-11”; None for anything else."""
        found = WRITTEN.fullmatch(text)
        if not found:
            return None
        year, number = int(found[1]), int(found[2])
        return cls(year, number) if year >= EARLIEST_YEAR and 1 <= number <= DECEMBER else None

    def __str__(self):
        return f"{self.year}-{self.number:02}"

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // DECEMBER, self.number % DECEMBER + 1)

    @property
    def before(self) -> "Month":
        return Month.of(self.first_day - timedelta(days=1))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        return self.last_day.day

    @property
    def begins(self) -> datetime:
        return day_begins(self.first_day)

    @property
    def ends(self) -> datetime:
        return day_begins(self.next.first_day)

    def has(self, day: date) -> bool:
        return Month.of(day) == self
