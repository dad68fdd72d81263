"""What a spreadsheet would change: every unit in it beside the unit in the hall. Pure.

The file may add people but takes nobody away unless that is asked for: a cell that was filled in half, or the file of
one office among several, must not lock a spokesperson out. Asked for, a cell that names somebody is the whole team;
an empty cell still leaves a team as it is.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from units.enums import Role, UnitKind
from units.onboarding.records import PresentUnit, Sheet, UnitRecord

ROLES = {"editors": Role.EDITOR, "reviewers": Role.REVIEWER, "liaisons": Role.LIAISON}
OWN_FIELDS = ["title", "official_name", "kind", "mark"]


@dataclass(frozen=True)
class FieldChange:
    """One thing about a unit, before and after, as a person reads it."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class TeamChange:
    """Who comes to the team of a role, and who is in it but not in the file."""

    role: Role
    joining: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class UnitPlan:
    """What is to be done for one row. `present` is None for a unit that does not exist yet."""

    record: UnitRecord
    present: PresentUnit | None
    fields: tuple[FieldChange, ...] = ()
    teams: tuple[TeamChange, ...] = ()

    @property
    def code(self) -> str:
        return self.record.code

    @property
    def changed_fields(self) -> set[str]:
        return {change.field for change in self.fields}

    def absent_people(self) -> list[TeamChange]:
        return [team for team in self.teams if team.absent]

    def changes_anything(self, removes_people: bool) -> bool:
        return bool(self.fields) or any(
            team.joining or (removes_people and team.absent) for team in self.teams
        )


@dataclass(frozen=True)
class Wish:
    """What is asked for beside the file: a batch for the units that have none, and how to read missing people."""

    batch: str = ""
    due_on: date | None = None
    removes_people: bool = False


@dataclass
class Plan:
    """Everything a spreadsheet would change, sorted as the preview shows it."""

    wish: Wish = Wish()
    new: list[UnitPlan] = field(default_factory=list)
    changed: list[UnitPlan] = field(default_factory=list)
    unchanged: list[UnitPlan] = field(default_factory=list)
    missing: list[PresentUnit] = field(default_factory=list)
    due_before: date | None = None
    has_batch: bool = True
    in_other_batches: int = 0

    @property
    def moves(self) -> list[UnitPlan]:
        return [unit for unit in self.changed if "parent" in unit.changed_fields]

    @property
    def keeps_batch(self) -> bool:
        """Tell whether the batch that is asked for is there, or comes to be: only with a unit in it."""
        filled = self.new or any("batch" in unit.changed_fields for unit in self.changed)
        return bool(self.wish.batch and (self.has_batch or filled))

    @property
    def changes_due_date(self) -> bool:
        return bool(self.keeps_batch and self.wish.due_on and self.wish.due_on != self.due_before)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.changes_due_date)

    @property
    def joining(self) -> set[str]:
        """Return everybody who comes to a team they are not in yet."""
        units = [*self.new, *self.changed]
        return {address for unit in units for team in unit.teams for address in team.joining}

    @property
    def absent(self) -> list[UnitPlan]:
        """Return the units that have people whom the file does not name."""
        return [unit for unit in [*self.changed, *self.unchanged] if unit.absent_people()]

    @property
    def fingerprint(self) -> str:
        """Return what is another as soon as this plan would do anything else."""
        does = repr((self.wish, self.new, self.changed, self.due_before, self.has_batch))
        return hashlib.sha256(does.encode()).hexdigest()[:32]


def compare(
    sheet: Sheet,
    present: Iterable[PresentUnit],
    wish: Wish,
    due_before: date | None = None,
    has_batch: bool = True,
) -> Plan:
    """Put the rows of a sheet that has no problems beside the units that exist.

    `has_batch` and `due_before` tell of the batch that is asked for, as it stands now.
    """
    plan = Plan(wish=wish, due_before=due_before, has_batch=has_batch)
    here = {unit.code: unit for unit in present}
    names = {unit.code: unit.title for unit in here.values()}
    names |= {record.code: record.title for record in sheet.records}
    head = next((unit.title for unit in here.values() if unit.is_head), "")
    for record in sheet.records:
        unit = here.pop(record.code, None)
        teams = tuple(team_changes(record, unit))
        if unit is None:
            plan.new.append(UnitPlan(record, None, teams=teams))
            continue
        fields = [*field_changes(record, unit, names), *place_changes(record, unit, sheet, wish)]
        if record.is_head and not unit.is_head:
            fields.append(FieldChange("head", _("Head account"), head, record.title))
        row = UnitPlan(record, unit, tuple(fields), teams)
        (plan.changed if row.changes_anything(wish.removes_people) else plan.unchanged).append(row)
        plan.in_other_batches += bool(wish.batch and unit.batch and unit.batch != wish.batch)
    plan.missing = list(here.values())
    return plan


def field_changes(record: UnitRecord, unit: PresentUnit, names: dict[str, str]) -> Iterable[FieldChange]:
    labels = {
        "title": _("Account name"),
        "official_name": _("Official name"),
        "kind": _("Kind"),
        "mark": _("Mark"),
        "parent": _("Parent account"),
    }
    for name, label in labels.items():
        old, new = getattr(unit, name), getattr(record, name)
        if old == new:
            continue
        if name == "kind":
            old, new = str(UnitKind(old).label), str(UnitKind(new).label)
        if name == "parent":
            old, new = names.get(old, ""), names.get(new, "")
        yield FieldChange(name, label, old, new)


def place_changes(record: UnitRecord, unit: PresentUnit, sheet: Sheet, wish: Wish) -> Iterable[FieldChange]:
    """Yield what changes in the unit's place in a batch; its note is kept there, so without a place there is none."""
    if wish.batch and not unit.batch:
        yield FieldChange("batch", _("Batch"), "", wish.batch)
    if (wish.batch or unit.batch) and "note" in sheet.headings and record.note != unit.note:
        yield FieldChange("note", _("Note"), unit.note, record.note)


def team_changes(record: UnitRecord, unit: PresentUnit | None) -> Iterable[TeamChange]:
    for name, role in ROLES.items():
        named: tuple[str, ...] = getattr(record, name)
        members: tuple[str, ...] = getattr(unit, name) if unit else ()
        joining = tuple(address for address in named if address not in members)
        absent = tuple(address for address in members if address not in named) if named else ()
        if joining or absent:
            yield TeamChange(role, joining, absent)


def parents_first(units: Iterable[UnitPlan], present: Iterable[PresentUnit]) -> list[UnitPlan]:
    """Sort by the depth that each unit is to have, so that every parent is in place before what stands below it."""
    units = list(units)
    above = {unit.code: unit.parent for unit in present} | {unit.code: unit.record.parent for unit in units}

    def depth(unit: UnitPlan) -> int:
        levels, code = 0, unit.code
        while code := above.get(code, ""):
            levels += 1
        return levels

    return sorted(units, key=depth)
