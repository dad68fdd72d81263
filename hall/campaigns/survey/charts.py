"""Where the bars and words of a chart stand, so that a template can draw it as SVG. Pure.

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
