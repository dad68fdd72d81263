"""What a spreadsheet says, between the file and the database. Pure."""

from dataclasses import dataclass, field

from units.onboarding.columns import HEAD_WORDS, HEADING
from units.onboarding.reading import Row


@dataclass(frozen=True)
class Problem:
    """One thing to mend or to know, where the user sees it: row number and column heading. No row: the file."""

    row: int | None
    column: str
    message: str


@dataclass(frozen=True)
class KnownUnit:
    """A unit that exists already, as far as a spreadsheet can refer to it. `parent` is a code or empty."""

    code: str
    title: str
    parent: str = ""


@dataclass(frozen=True)
class PresentUnit(KnownUnit):
    """A unit as it is in the hall now, in the terms of the spreadsheet."""

    pk: int = 0
    official_name: str = ""
    kind: str = ""
    mark: str = ""
    note: str = ""
    batch: str = ""
    is_head: bool = False
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    liaisons: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitRecord:
    """One unit as the spreadsheet wants it. `parent` is a code or empty once it is resolved."""

    row: int
    code: str
    title: str
    official_name: str
    kind: str
    mark: str
    parent: str = ""
    note: str = ""
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    liaisons: tuple[str, ...] = ()

    @property
    def is_head(self) -> bool:
        return any(word in self.note.lower() for word in HEAD_WORDS)


@dataclass
class Sheet:
    """What was read. `records` may only be used when there are no `problems`; `notices` stop nothing.

    `headings` are the known columns that the file has, each as its author wrote it.
    """

    records: list[UnitRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)

    def problem(self, row: int | None, field: str, message: str) -> Problem:
        return Problem(row, self.headings.get(field, HEADING[field]), message)


@dataclass(frozen=True)
class Table:
    """The rows below the headings, and where each known column stands."""

    headings: Row
    places: dict[str, int]
    rows: list[Row]

    def has(self, field: str) -> bool:
        return field in self.places

    def heading(self, field: str) -> str:
        """Return the heading as the user wrote it, or as it should be written."""
        return " ".join(self.headings.cell(self.places[field]).split()) if self.has(field) else HEADING[field]

    def cell(self, row: Row, field: str) -> str:
        return row.cell(self.places[field]) if self.has(field) else ""

    def problem(self, record: UnitRecord, field: str, message: str) -> Problem:
        return Problem(record.row, self.heading(field), message)
