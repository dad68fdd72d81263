"""How well a unit answers, from counts. Pure: `public.queries` counts, in one query, private concerns too if not few.

Of fewer than `LEAST` concerns nothing is said: of three it says nothing about a unit, and much about three people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

LEAST = 10
COUNTED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Tally:
    """Concerns whose first answer took so many working days (None: not answered, or not known)."""

    days: int | None
    total: int
    answered: int
    open: int
    overdue: int
    owed: int


@dataclass(frozen=True)
class Figures:
    """What is shown, each number beside what it is a part of.

    `owed` are those answered or due by now: what still has time counts neither for nor against.
    """

    total: int = 0
    answered: int = 0
    owed: int = 0
    open: int = 0
    overdue: int = 0
    timed: int = 0
    median_days: float | None = None

    @property
    def is_shown(self) -> bool:
        return self.total >= LEAST

    @property
    def rate(self) -> int | None:
        """Return how many of a hundred concerns that were owed an answer got one; rounded down, so 100 means all."""
        return 100 * self.answered // self.owed if self.owed else None


def figures_from(tallies: Iterable[Tally]) -> Figures:
    tallies = list(tallies)
    days = {tally.days: tally.answered for tally in tallies if tally.days is not None and tally.answered}
    return Figures(
        total=sum(tally.total for tally in tallies),
        answered=sum(tally.answered for tally in tallies),
        owed=sum(tally.owed for tally in tallies),
        open=sum(tally.open for tally in tallies),
        overdue=sum(tally.overdue for tally in tallies),
        timed=sum(days.values()),
        median_days=median(days),
    )


def median(counts: dict[int, int]) -> float | None:
    """Return the middle of values that stand so many times: half took no longer."""
    total = sum(counts.values())
    if not total:
        return None
    low, high = value_at(counts, (total - 1) // 2), value_at(counts, total // 2)
    return low if low == high else (low + high) / 2


def value_at(counts: dict[int, int], place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)
