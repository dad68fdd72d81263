"""Brings the units online from the same spreadsheets that a hall desk would upload."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction

from portal.accounts.models import User
from portal.core.models import PortalImage
from portal.demo.builders.people import bring_person
from portal.demo.builders.pictures import keep_all
from portal.demo.drawing import draw_emblem
from portal.demo.reading import CONTENT, read_introductions
from units.models import UnitPage
from units.onboarding.plan import Wish
from units.onboarding.records import UnitRecord
from units.onboarding.services import onboard_units
from units.onboarding.spreadsheet import read_units
from units.permissions import why_not_launch
from units.services import change_unit, ensure_collection, launch_unit


@dataclass(frozen=True)
class Upload:
    """A spreadsheet, the batch it goes to, and when that is due, in days from today."""

    file: str
    batch: str = ""
    due_in: int = 0


UPLOADS = [
    Upload("first_batch.csv", "首批", -9),
    Upload("outside_batches.csv"),
    Upload("second_batch.csv", "第二批", 26),
]
# Longer than the oldest of their posts is old.
ONLINE_FOR = timedelta(days=70)
# Two of the first batch are late, and the second batch prepares: they write, but are not public yet.
NOT_LAUNCHED = {"WJMJ", "RKJ", "QXJ", "GDJ", "XFZ", "TSG", "FLH"}

# A unit that is not named here shows its character: there will always be some that have no picture yet.
SIGNS = {
    "HYFB": "lake", "YC": "tower", "DY": "mountain", "HP": "leaf", "LC": "lantern", "ZJ": "mask", "LP": "lantern",
    "GXQ": "gear", "FGJ": "coin", "JXJ": "gear", "JYJ": "book", "GAJ": "shield", "MZJ": "heart", "SFJ": "scales",
    "CZJ": "coin", "RSJ": "heart", "HBJ": "leaf", "ZJJ": "roof", "JTJ": "bus", "SWJ": "drop", "NYJ": "grain",
    "LYJ": "mountain", "WGX": "mask", "WSJ": "cross", "AJJ": "helmet", "CGJ": "tower", "LVJ": "lake", "SYJ": "flask",
    "GAJ-YC": "shield", "GAJ-XJ": "shield", "GAJ-DY": "shield", "GAJ-LL": "shield", "P01": "face", "P02": "face",
}  # fmt: skip


@cache
def records_of(upload: Upload) -> list[UnitRecord]:
    return read_units((CONTENT / upload.file).read_bytes()).records


def units_by_code() -> dict[str, UnitPage]:
    """Return the units that the demo's own spreadsheets name. What else is in the hall is somebody's own."""
    codes = [record.code for upload in UPLOADS for record in records_of(upload)]
    return {unit.code: unit for unit in UnitPage.objects.filter(code__in=codes).order_by("path")}


@transaction.atomic
def bring_units(*, desk: User, now: datetime) -> bool:
    """Make the demo's units that are missing, with their teams, and launch them. Tells whether any were.

    Only units that this very load has made are introduced and launched: whatever state a unit is in that was
    there before, somebody may have wanted it so. Hence all or none: a load that breaks off must not leave
    units behind that the next one takes for finished.
    """
    there = set(UnitPage.objects.values_list("code", flat=True))
    for upload in UPLOADS:
        bring(upload, there, now)
    made = [unit for code, unit in units_by_code().items() if code not in there]
    for unit in made:
        introduce(unit, desk)
        if unit.code not in NOT_LAUNCHED and not why_not_launch(desk, unit):
            launch_unit(unit_id=unit.pk, by=desk)
    launched = UnitPage.objects.live().filter(pk__in=[unit.pk for unit in made])
    launched.update(first_published_at=now - ONLINE_FOR)
    return bool(made)


def bring(upload: Upload, there: set[str], now: datetime) -> None:
    """Onboard the rows of a spreadsheet whose units are missing: what has changed of others since stays so."""
    missing = [record for record in records_of(upload) if record.code not in there]
    if not missing:
        return
    # A launched unit's team has been here before: it needs no invitation any more.
    for record in sorted(missing, key=lambda record: record.code in NOT_LAUNCHED):
        last_login = None if record.code in NOT_LAUNCHED else now
        for address in [*record.editors, *record.reviewers, *record.liaisons]:
            bring_person(address, last_login=last_login)
    wish = Wish(batch=upload.batch, due_on=now.date() + timedelta(upload.due_in) if upload.batch else None)
    onboard_units(data=rows_of(upload, missing), wish=wish, now=now)


def rows_of(upload: Upload, records: list[UnitRecord]) -> bytes:
    """Return the spreadsheet with its headings and the rows of `records` alone."""
    lines = (CONTENT / upload.file).read_text("utf-8-sig").splitlines()
    return "\n".join([lines[0], *(lines[record.row - 1] for record in records)]).encode()


def introduce(unit: UnitPage, desk: User) -> None:
    words = read_introductions()
    face = {"avatar": draw_face(unit)} if unit.code in SIGNS else {}
    change_unit(unit_id=unit.pk, by=desk, introduction=words.get(unit.code, unit.official_name), **face)


def draw_face(unit: UnitPage) -> PortalImage:
    data = BytesIO()
    draw_emblem(SIGNS[unit.code], unit.colour).save(data, "PNG")
    face = PortalImage(
        title=f"{unit.title}头像",
        file=ContentFile(data.getvalue(), name=f"{unit.slug}.png"),
        collection=ensure_collection(unit=unit),
    )
    keep_all([face])
    return face
