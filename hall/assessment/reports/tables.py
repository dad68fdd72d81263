"""Tables and charts of a report as templates show them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise

from portal.core.charts import Chart, ColumnChart

Words = str | Promise
NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False
    url: str = ""


@dataclass(frozen=True)
class Table:
    """`rest` says in words what was left out."""

    title: str
    head: list[Cell]
    rows: list[list[Cell]]
    rest: str = ""


@dataclass(frozen=True)
class Drawing:
    """A chart with the same as a table, and in one sentence what it shows. Of bars and columns, one is there.

    `legend` names what stands together in one place of a chart with columns.
    """

    key: str
    table: Table
    sentence: str
    bars: Chart | None = None
    columns: ColumnChart | None = None
    legend: Sequence[str] = field(default_factory=list)


def table(title: Words, head: Iterable[Words], rows: Iterable[Sequence], rest: Words = "") -> Table:
    """Return a table. What is a number in the first row stands at the right edge in all, headings too."""
    cells = [[cell(value) for value in row] for row in rows]
    first = cells[0] if cells else []
    names = [str(name) for name in head]
    heads = [
        Cell(name, is_number=place < len(first) and first[place].is_number)
        for place, name in enumerate(names)
    ]
    return Table(str(title), heads, cells, str(rest))


def cell(value) -> Cell:
    if isinstance(value, Cell):
        return value
    if value is None:
        return Cell(NOTHING, is_number=True)
    return Cell(str(value), is_number=isinstance(value, (int, float, Decimal)))


def number(value: object) -> Cell:
    """Return words that stand where numbers do, such as 9 / 10."""
    return Cell(str(value), is_number=True)
