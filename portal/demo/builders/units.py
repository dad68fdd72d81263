"""Brings the units online from the same spreadsheets that a hall desk would upload."""

from datetime import date, timedelta

from portal.accounts.services import find_or_create_person
from portal.demo.reading import CONTENT, read_introductions
from units.enums import Role
from units.models import Team, UnitDirectoryPage, UnitPage
from units.onboarding.models import Batch, BatchPlace
from units.onboarding.records import KnownUnit, UnitRecord
from units.onboarding.signals import head_account_named
from units.onboarding.spreadsheet import read_units
from units.services import add_member, create_unit, launch_unit

# File, batch (or none), and when that batch is due, in days from today.
SHEETS = [
    ("first_batch.csv", "首批", -9),
    ("outside_batches.csv", "", None),
    ("second_batch.csv", "第二批", 26),
]
# The two of the first batch that are late, and the whole second batch: they write, but are not public yet.
NOT_LAUNCHED = {"WJMJ", "RKJ", "QXJ", "GDJ", "XFZ", "TSG", "FLH"}


def bring_units(*, desk, today: date) -> dict[str, UnitPage]:
    """Make what is missing of the demo's units and teams, launch those that are ready. Returns all by code."""
    for name, batch, days in SHEETS:
        place = batch_due(batch, today + timedelta(days)) if batch else None
        onboard(name, place)
    introduce()
    for unit in UnitPage.objects.filter(live=False, first_published_at=None).exclude(code__in=NOT_LAUNCHED):
        launch_unit(unit_id=unit.pk, by=desk)
    return {unit.code: unit for unit in UnitPage.objects.all()}


def batch_due(name: str, due_on: date) -> Batch:
    return Batch.objects.get_or_create(name=name, defaults={"due_on": due_on})[0]


def onboard(file_name: str, batch: Batch | None) -> None:
    known = [KnownUnit(unit.code, unit.title) for unit in UnitPage.objects.all()]
    sheet = read_units((CONTENT / file_name).read_bytes(), known)
    for record in sheet.records:
        unit = UnitPage.objects.filter(code=record.code).first() or make(record)
        if batch:
            BatchPlace.objects.get_or_create(unit=unit, defaults={"batch": batch, "note": record.note})


def make(record: UnitRecord) -> UnitPage:
    parent = UnitPage.objects.filter(code=record.parent).first() or UnitDirectoryPage.objects.get()
    unit = create_unit(
        parent=parent,
        code=record.code,
        title=record.title,
        official_name=record.official_name,
        kind=record.kind,
        mark=record.mark,
    )
    for role, addresses in [
        (Role.EDITOR, record.editors),
        (Role.REVIEWER, record.reviewers),
        (Role.LIAISON, record.liaisons),
    ]:
        for address in addresses:
            person, _ = find_or_create_person(email=address)
            add_member(team=Team.objects.get(unit=unit, role=role), user=person)
    if record.is_head:
        head_account_named.send(UnitPage, unit=unit)
    return unit


def introduce() -> None:
    """Fill in the introductions of units that have none."""
    words = read_introductions()
    for unit in UnitPage.objects.filter(introduction="", code__in=words):
        unit.introduction = words[unit.code]
        unit.save(update_fields=["introduction"])
