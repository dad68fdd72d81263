"""From the rows of a spreadsheet to units, or to every error in it at once. Pure.

`read_units` never stops at the first mistake: whoever prepares the file mends it in one go.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.core.refusals import Refused
from units.onboarding import cell_checks, columns, list_checks
from units.onboarding.columns import COLUMNS, FIELD_OF, HEADING
from units.onboarding.reading import MAX_ROWS, Row, read_sheets
from units.onboarding.records import KnownUnit, Problem, Sheet, Table, UnitRecord

ROWS_ABOVE_HEADINGS = 10
HEADINGS_THAT_TELL = 3


def read_units(data: bytes, known: Iterable[KnownUnit] = ()) -> Sheet:
    """Read a CSV or XLSX file. `known` are the units that exist, which rows may name as parents."""
    try:
        table = find_table(read_sheets(data))
    except Refused as refused:
        return Sheet(problems=[Problem(None, "", reason) for reason in refused.reasons])
    return check_table(table, list(known))


def find_table(sheets: list[list[Row]]) -> Table:
    """Find the headings: in any sheet, under a title if need be."""
    for rows in sheets:
        for position, row in enumerate(rows[:ROWS_ABOVE_HEADINGS]):
            places = places_of(row)
            if len(places) >= HEADINGS_THAT_TELL:
                return Table(row, places, units_below(rows[position + 1 :]))
    names = "、".join(HEADING.values())
    raise Refused([_("No headings found. The first row must hold: %(names)s.") % {"names": names}])


def units_below(rows: list[Row]) -> list[Row]:
    if not rows:
        raise Refused([_("There are headings but no units below them.")])
    if len(rows) > MAX_ROWS:
        raise Refused(
            [
                _("The table has more than %(limit)d rows. Bring the units in smaller batches.")
                % {"limit": MAX_ROWS}
            ]
        )
    return rows


def places_of(row: Row) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if field := FIELD_OF.get(columns.heading_key(cell)):
            places.setdefault(field, index)
    return places


def check_table(table: Table, known: list[KnownUnit]) -> Sheet:
    records = [record_of(table, row) for row in table.rows]
    problems = column_problems(table)
    for record in records:
        problems += cell_checks.problems_of(record, table)
    problems += list_checks.repeated(records, known, table)
    problems += list_checks.heads(records, table)
    records, lost = list_checks.with_parents(records, known, table)
    problems += lost
    problems += list_checks.loops(records, known, table)
    notices = [*ignored_columns(table), *list_checks.notices(records, table)]
    headings = {field: table.heading(field) for field in table.places}
    return Sheet(records, sorted(problems, key=lambda problem: problem.row or 0), notices, headings)


def record_of(table: Table, row: Row) -> UnitRecord:
    record = UnitRecord(
        row=row.number,
        code=columns.code(table.cell(row, "code")),
        title=columns.name(table.cell(row, "title")),
        official_name=columns.name(table.cell(row, "official_name")),
        kind=columns.fold(table.cell(row, "kind")),
        mark=columns.fold(table.cell(row, "mark")),
        parent=columns.name(table.cell(row, "parent")),
        note=columns.name(table.cell(row, "note")),
        editors=columns.addresses(table.cell(row, "editors")),
        reviewers=columns.addresses(table.cell(row, "reviewers")),
        liaisons=columns.addresses(table.cell(row, "liaisons")),
    )
    return replace(record, kind=columns.KINDS.get(record.kind.replace(" ", "").lower(), record.kind))


def column_problems(table: Table) -> list[Problem]:
    missing = [
        Problem(
            None, column.heading, _("This column is missing. Take the template file and keep its headings.")
        )
        for column in COLUMNS
        if column.is_required and not table.has(column.field)
    ]
    twice = [
        Problem(table.headings.number, cell.strip(), _("This column stands in the table twice."))
        for index, cell in enumerate(table.headings.cells)
        if (field := FIELD_OF.get(columns.heading_key(cell))) and table.places[field] != index
    ]
    return missing + twice


def ignored_columns(table: Table) -> list[Problem]:
    return [
        Problem(table.headings.number, cell.strip(), _("This column is not used and was passed over."))
        for cell in table.headings.cells
        if cell.strip() and columns.heading_key(cell) not in FIELD_OF
    ]
