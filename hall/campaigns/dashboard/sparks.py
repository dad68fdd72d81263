"""A small chart of people on the last days. Pure; a template draws it as SVG."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 14
STEP = 10
BAR = 8
HEIGHT = 32
# A day with somebody stands out from one with nobody, however many came on another.
LOWEST = 3


@dataclass(frozen=True)
class SparkBar:
    """One day: where its bar begins, and how high it stands."""

    left: int
    top: int
    height: int


@dataclass(frozen=True)
class Spark:
    """People a day, the last day on the right. `total` and `most` are what its words say."""

    bars: list[SparkBar]
    total: int
    most: int
    days: int = DAYS
    width: int = DAYS * STEP
    height: int = HEIGHT


def draw(per_day: Mapping[date, int], today: date) -> Spark:
    """Draw the last fourteen days up to `today`; days that nobody came on need not be there."""
    counts = [per_day.get(today - timedelta(days=back), 0) for back in reversed(range(DAYS))]
    most = max(counts)
    bars = [SparkBar(place * STEP, HEIGHT - high, high) for place, high in enumerate(heights(counts, most))]
    return Spark(bars, sum(counts), most)


def heights(counts: list[int], most: int) -> list[int]:
    return [max(LOWEST, round(HEIGHT * count / most)) if count else 1 for count in counts]
