"""The days off of each year, as the State Council's notice says them, or as the law alone fixes them until it does.

A table of ours and not a package: an official can read it, the desk may correct what it laid in, and a site without a
network needs no upgrade to know a year. Tests compare every day of it with the `holidays` package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.enums import DayKind


@dataclass(frozen=True)
class Feast:
    """A holiday from its first to its last day off, both (month, day), and the weekend days worked in return."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    makeup: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """One year. Not official: the thirteen legal days, and the workdays that the law gives for those on a weekend."""

    is_official: bool
    feasts: tuple[Feast, ...]


@dataclass(frozen=True)
class Day:
    date: date
    kind: DayKind
    name: str


ARRANGEMENTS = {
    2026: Arrangement(
        is_official=True,
        feasts=(
            Feast("元旦", (1, 1), (1, 3), makeup=((1, 4),)),
            Feast("春节", (2, 15), (2, 23), makeup=((2, 14), (2, 28))),
            Feast("清明节", (4, 4), (4, 6)),
            Feast("劳动节", (5, 1), (5, 5), makeup=((5, 9),)),
            Feast("端午节", (6, 19), (6, 21)),
            Feast("中秋节", (9, 25), (9, 27)),
            Feast("国庆节", (10, 1), (10, 7), makeup=((9, 20), (10, 10))),
        ),
    ),
    2027: Arrangement(
        is_official=False,
        feasts=(
            Feast("元旦", (1, 1), (1, 1)),
            Feast("春节", (2, 5), (2, 10)),
            Feast("清明节", (4, 5), (4, 5)),
            Feast("劳动节", (5, 1), (5, 4)),
            Feast("端午节", (6, 9), (6, 9)),
            Feast("中秋节", (9, 15), (9, 15)),
            Feast("国庆节", (10, 1), (10, 5)),
        ),
    ),
    2028: Arrangement(
        is_official=False,
        feasts=(
            Feast("元旦", (1, 1), (1, 3)),
            Feast("春节", (1, 25), (1, 28)),
            Feast("清明节", (4, 4), (4, 4)),
            Feast("劳动节", (5, 1), (5, 2)),
            Feast("端午节", (5, 28), (5, 29)),
            Feast("国庆节、中秋节", (10, 1), (10, 4)),
        ),
    ),
}


def days_of(year: int) -> Iterator[Day]:
    """Yield the special days of a year in the table, in the order of the feasts."""
    for feast in ARRANGEMENTS[year].feasts:
        first, last = date(year, *feast.first), date(year, *feast.last)
        for offset in range((last - first).days + 1):
            yield Day(first + timedelta(days=offset), DayKind.HOLIDAY, feast.name)
        for month_and_day in feast.makeup:
            yield Day(date(year, *month_and_day), DayKind.MAKEUP, feast.name)
