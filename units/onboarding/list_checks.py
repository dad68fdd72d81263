"""What the rows must be to each other and to the units that exist. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from units.onboarding import columns
from units.onboarding.cell_checks import shown
from units.onboarding.records import KnownUnit, Problem, Table, UnitRecord

MAX_LEVELS = 6
NO_PARENT = {"", "-", "—", "/", "无", "none"}


def repeated(records: list[UnitRecord], known: list[KnownUnit], table: Table) -> Iterator[Problem]:
    """Tell of codes and account names that two units would share."""
    codes: dict[str, int] = {}
    titles: dict[str, int] = {}
    in_file = {record.code for record in records}
    taken = {unit.title.casefold(): unit for unit in known if unit.code not in in_file}
    for record in records:
        title = record.title.casefold()
        if record.code and codes.setdefault(record.code, record.row) != record.row:
            yield table.problem(record, "code", also_in(record.code, codes[record.code]))
        if title and titles.setdefault(title, record.row) != record.row:
            yield table.problem(record, "title", also_in(record.title, titles[title]))
        if title in taken:
            other = {**shown(record.title), "code": taken[title].code}
            yield table.problem(
                record, "title", _("“%(value)s” is the name of unit %(code)s already.") % other
            )


def also_in(value: str, row: int) -> str:
    return _("“%(value)s” stands in row %(row)d already.") % {**shown(value), "row": row}


def heads(records: list[UnitRecord], table: Table) -> list[Problem]:
    marked = [record for record in records if record.is_head]
    return [
        table.problem(
            record,
            "note",
            _("There is one head account only; row %(row)d is marked as it already.")
            % {"row": marked[0].row},
        )
        for record in marked[1:]
    ]


def with_parents(
    records: list[UnitRecord], known: list[KnownUnit], table: Table
) -> tuple[list[UnitRecord], list[Problem]]:
    """Turn what stands under "parent", a code or an account name, into codes. Unknown ones are problems."""
    named: list[KnownUnit | UnitRecord] = [*known, *records]
    by_title = {unit.title.casefold(): unit.code for unit in named if unit.title}
    by_code = {unit.code: unit.code for unit in named if unit.code}
    resolved, problems = [], []
    for record in records:
        wanted = record.parent
        parent = ""
        if wanted.lower() not in NO_PARENT:
            parent = by_code.get(columns.code(wanted)) or by_title.get(wanted.casefold(), "")
            if not parent:
                unknown = _("No unit is called “%(value)s”, neither in this file nor in the hall.")
                problems.append(table.problem(record, "parent", unknown % shown(wanted)))
        resolved.append(replace(record, parent=parent))
    return resolved, problems


def loops(records: list[UnitRecord], known: list[KnownUnit], table: Table) -> Iterator[Problem]:
    """Tell of units that would stand, in the end, above themselves, and of those that would stand too deep."""
    above = {unit.code: unit.parent for unit in known} | {record.code: record.parent for record in records}
    for record in records:
        way = [record.code]
        seen = {record.code}
        while (parent := above.get(way[-1], "")) and parent not in seen:
            way.append(parent)
            seen.add(parent)
        if parent and parent == record.code:
            circle = " → ".join([*way, parent])
            yield table.problem(
                record, "parent", _("The unit would stand above itself: %(circle)s.") % {"circle": circle}
            )
        elif len(way) > MAX_LEVELS:
            deep = _("Units stand at most %(limit)d levels deep; this one has %(above)d above it.")
            yield table.problem(record, "parent", deep % {"limit": MAX_LEVELS, "above": len(way) - 1})


def notices(records: list[UnitRecord], table: Table) -> Iterator[Problem]:
    """Tell of what is allowed but may be a slip."""
    for record in records:
        for address in record.editors:
            if address in record.reviewers:
                both = _("%(address)s writes and reviews; their own posts go to somebody else for review.")
                yield table.problem(record, "reviewers", both % {"address": address})
