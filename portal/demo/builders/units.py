"""Brings the units online from the same spreadsheets that a hall desk would upload."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile

from portal.accounts.models import User
from portal.accounts.services import find_or_create_person
from portal.core.models import PortalImage
from portal.demo.builders.pictures import keep_all
from portal.demo.drawing import draw_emblem
from portal.demo.reading import CONTENT, read_introductions
from units.models import UnitPage
from units.onboarding.plan import Wish
from units.onboarding.services import onboard_units
from units.onboarding.spreadsheet import read_units
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


def bring_units(*, desk: User, now: datetime) -> dict[str, UnitPage]:
    """Make the demo's units that are missing, with their teams, and launch them. Returns all units by code."""
    for upload in UPLOADS:
        bring(upload, now)
    new = UnitPage.objects.filter(first_published_at=None, introduction="").order_by("path")
    for unit in new:
        introduce(unit, desk)
        if unit.code not in NOT_LAUNCHED:
            launch_unit(unit_id=unit.pk, by=desk)
    return {unit.code: unit for unit in UnitPage.objects.all()}


def bring(upload: Upload, now: datetime) -> None:
    """Onboard a spreadsheet, unless its units are all there: what somebody has changed since stays changed."""
    data = (CONTENT / upload.file).read_bytes()
    records = read_units(data, known=UnitPage.objects.none()).records
    there = set(UnitPage.objects.values_list("code", flat=True))
    if {record.code for record in records} <= there:
        return
    for record in records:
        if record.code not in NOT_LAUNCHED:
            sign_in([*record.editors, *record.reviewers, *record.liaisons], now)
    wish = Wish(batch=upload.batch, due_on=now.date() + timedelta(upload.due_in) if upload.batch else None)
    onboard_units(data=data, wish=wish, now=now)


def sign_in(addresses: list[str], now: datetime) -> None:
    """Make people who have been here before: a launched unit's team needs no invitation any more."""
    for address in addresses:
        person, is_new = find_or_create_person(email=address)
        if is_new:
            User.objects.filter(pk=person.pk).update(last_login=now)


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
