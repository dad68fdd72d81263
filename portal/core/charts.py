"""Where the bars, columns and words of a chart stand, so that a template can draw it as SVG. Pure.

As wide as a telephone: there a word of the chart is as large as one of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTH = 340
LINE = 20
BAR = 16
GAP = 10
LONGEST_BAR = 230
BESIDE = 6
# Columns of half the width of a Han character.
COLUMNS = 42
# Of a chart whose columns stand side by side: the tallest, and what stands above and below it.
TALLEST, ABOVE, BELOW = 110, 16, 20
# The part of its place that a group of columns fills.
FILLED = 0.72
# How high a figure stands over its column.
OVER = 4


@dataclass(frozen=True)
class ChartRow:
    """The words of one bar with the heights they stand at, and the bar. None was measured where there is no bar."""

    lines: list[tuple[int, str]]
    top: int
    length: int
    figure: str
    figure_left: int
    figure_base: int


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    rows: list[ChartRow]


@dataclass(frozen=True)
class Column:
    """One column; `series` says which of those that stand together. None was counted where it has no figure."""

    series: int
    left: float
    top: float
    width: float
    height: float
    figure: str
    middle: float
    figure_base: float


@dataclass(frozen=True)
class Group:
    """The columns of one label, and where that label has its middle."""

    label: str
    middle: float
    columns: list[Column]


@dataclass(frozen=True)
class ColumnChart:
    width: int
    height: int
    base: int
    label_base: int
    groups: list[Group]


def draw(bars: Sequence[tuple[str, float | None, str]]) -> Chart:
    """Draw bars of words, a share of the longest (0 to 1, or None for what is not shown), and a figure."""
    rows, height = [], 0
    for words, share, figure in bars:
        lines = wrap(words)
        placed = [(height + LINE * number - 5, line) for number, line in enumerate(lines, start=1)]
        top = height + LINE * len(lines)
        length = round((share or 0) * LONGEST_BAR)
        rows.append(ChartRow(placed, top, length, figure, length + BESIDE, top + BAR - 3))
        height = top + BAR + GAP
    return Chart(WIDTH, height, rows)


def wrap(words: str) -> list[str]:
    """Break words into lines that fit, between any two characters as Han script does."""
    lines, line, columns = [], "", 0
    for character in words:
        wide = 2 if east_asian_width(character) in "WF" else 1
        if columns + wide > COLUMNS:
            lines.append(line)
            line, columns = "", 0
        line, columns = line + character, columns + wide
    return [*lines, line]


def draw_columns(groups: Sequence[tuple[str, Sequence[int | None]]]) -> ColumnChart:
    """Draw labels with one number or several each, from left to right; None leaves a place empty."""
    most = max((value or 0 for _label, values in groups for value in values), default=0)
    place = WIDTH / max(len(groups), 1)
    base = ABOVE + TALLEST
    drawn = []
    for number, (label, values) in enumerate(groups):
        width = place * FILLED / max(len(values), 1)
        start = number * place + place * (1 - FILLED) / 2
        columns = [
            column(series, value, start + series * width, width, most)
            for series, value in enumerate(values)
            if value is not None
        ]
        drawn.append(Group(label, round((number + 0.5) * place, 1), columns))
    return ColumnChart(WIDTH, base + BELOW, base, base + BELOW - 5, drawn)


def column(series: int, value: int, left: float, width: float, most: int) -> Column:
    height = round(value / most * TALLEST, 1) if most else 0
    top = round(ABOVE + TALLEST - height, 1)
    middle = round(left + width / 2, 1)
    return Column(
        series, round(left, 1), top, round(width, 1), height, str(value), middle, round(top - OVER, 1)
    )
