"""Units that follow each other, and what calls them by name in the posts of the demo."""

from datetime import datetime, timedelta

from hall.interaction.mentioning.services import settle_mention
from hall.interaction.models import Mention
from hall.models import PostPage
from hall.receivers import announce_post
from portal.accounts.models import User
from portal.demo.builders.in_review import person
from units.enums import Role
from units.models import UnitFollow, UnitPage
from units.services import follow_units

HEAD = "HYFB"
# Circles in which everybody follows everybody: the counties, those who see to rivers and roads, those who help people.
CIRCLES = [
    ["YC", "DY", "HP", "LC", "ZJ", "LP", "GXQ"],
    ["GAJ", "SWJ", "JTJ", "AJJ", "CGJ"],
    ["JYJ", "WSJ", "MZJ", "RSJ"],
    ["WGX", "LVJ", "LYJ"],
    ["GAJ", "GAJ-YC", "GAJ-XJ", "GAJ-DY", "GAJ-LL", "P01"],
]
# One way so far: the others have not followed back.
ADMIRERS = [
    ("GAJ", ["JYJ", "WSJ", "LVJ"]),
    ("SWJ", ["YC", "DY"]),
    ("HBJ", ["LVJ", "SWJ"]),
    ("SYJ", ["LP", "HP"]),
]
SETTLED_AFTER = timedelta(days=3)
SETTLED_WHY = "已在本单位账号回应"


def bring_follows(units: dict[str, UnitPage], *, desk: User, now: datetime) -> None:
    """Let units follow each other, unless some of them do already: then people have chosen."""
    if UnitFollow.objects.filter(follower__in=units.values()).exists():
        return
    wanted: dict[str, set[str]] = {code: {HEAD} for code in units}
    wanted[HEAD] = set(units)
    for circle in CIRCLES:
        for code in circle:
            wanted[code] |= set(circle)
    for code, others in ADMIRERS:
        wanted[code] |= set(others)
    for code, others in wanted.items():
        if code in units and units[code].live:
            followed = [units[other] for other in sorted(others) if other in units]
            follow_units(follower=units[code], units=followed, by=desk, now=now)


def bring_mentions(units: dict[str, UnitPage], *, now: datetime) -> None:
    """Note whom the posts of the demo call, since history is written past the signals; older calls are settled."""
    called = PostPage.objects.below(units.values()).live().filter(text__contains="@")
    for post in called.select_related("timeline_entry").order_by("first_published_at"):
        announce_post(post)
    old = Mention.objects.awaiting().filter(unit__in=units.values(), at__lt=now - SETTLED_AFTER)
    for mention in old.select_related("unit"):
        by = person(mention.unit, Role.EDITOR)
        if by:
            settle_mention(mention_id=mention.pk, by=by, reason=SETTLED_WHY, now=now)
