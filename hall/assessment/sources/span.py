"""For which units and which month the facts are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hall.assessment.calendar_month import Month
from hall.assessment.fairness import Limits
from portal.core.workdays import Calendar, local_day
from units.models import Team

Read = TypeVar("Read")


@dataclass(frozen=True)
class Known:
    """A unit as the month knows it: when it was launched, and when it last spoke before the month."""

    pk: int
    path: str
    launched_at: datetime
    spoke_at: datetime | None

    def days_in(self, month: Month) -> int:
        """Return on how many days of the month it was public."""
        first = max(month.first_day, local_day(self.launched_at))
        return max((month.last_day - first).days + 1, 0)


@dataclass(frozen=True)
class Span:
    """Some units, one month, and what the reads need beside them.

    `until` is the last day that is known to its end; in a month that is not over, what comes later is not counted
    against anybody.
    """

    month: Month
    units: Mapping[int, Known]
    calendar: Calendar
    limits: Limits
    same_percent: int
    own_people: Mapping[int, frozenset[int]] = field(default_factory=dict)
    known_until: date | None = None
    answers: dict[Callable, Any] = field(default_factory=dict, compare=False)

    @property
    def until(self) -> date:
        return min(self.month.last_day, self.known_until or self.month.last_day)

    def once(self, read: "Callable[[Span], Read]") -> Read:
        """Return what a source says of these units. It is asked once: what is counted is listed too."""
        if read not in self.answers:
            self.answers[read] = read(self)
        return self.answers[read]

    def has(self, moment: datetime | None) -> bool:
        return moment is not None and self.month.begins <= moment < self.month.ends

    def has_deadline(self, day: date) -> bool:
        """Tell whether a deadline passed in the month."""
        return self.month.has(day) and day <= self.until

    def moments(self, name: str) -> dict:
        """Return the condition that a moment lies in the month."""
        return {f"{name}__gte": self.month.begins, f"{name}__lt": self.month.ends}

    def own(self, unit: int) -> frozenset[int]:
        return self.own_people.get(unit, frozenset())


def people_of(units) -> dict[int, frozenset[int]]:
    """Return for each unit the people of its teams, as they are now."""
    found: dict[int, set[int]] = {}
    rows = Team.objects.filter(unit__in=units, group__user__isnull=False)
    for unit, person in rows.values_list("unit", "group__user"):
        found.setdefault(unit, set()).add(person)
    return {unit: frozenset(people) for unit, people in found.items()}


def longest_gap(days: list[date], since: date, last_day: date) -> int:
    """Return how many days had passed since the last word, on the day of the month on which it was the most.

    `since` is the day of the last word before, or of the launch; `days` are those with a word.
    """
    longest = 0
    for day in sorted(days):
        longest = max(longest, (day - timedelta(days=1) - since).days)
        since = day
    return max(longest, (last_day - since).days)
