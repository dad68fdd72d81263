"""What people of the demo city say outside the hall, brought to where it stands by the verbs that people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hall.models import PostPage
from hall.supervision.models import OpinionItem, OpinionLevel, OpinionSource
from hall.supervision.opinion import services
from hall.supervision.opinion.enums import Trouble
from hall.supervision.opinion.gathering import heat_anew
from hall.supervision.opinion.levels import ensure_levels
from portal.accounts.models import User
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from portal.demo.reading import read_toml
from units.enums import Role
from units.models import UnitPage

WEIGHED = {"weighed", "assigned", "responded", "closed"}


@dataclass(frozen=True)
class Opinion:
    """An item of `opinions.toml`."""

    stands: str
    hours: int
    title: str
    text: str
    times: int = 0
    unit: str = ""
    level: str = ""
    assessment: str = ""
    boost: int = 0
    reason: str = ""


@transaction.atomic
def bring_opinions(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the items that are not there yet to where they stand, and a source that is not there to be read."""
    ensure_levels()
    content = read_toml("opinions.toml")
    for source in content["source"]:
        # Nobody serves it, and the desk is told so.
        OpinionSource.objects.get_or_create(
            name=source["name"],
            defaults={
                "address": source["address"],
                "is_on": True,
                "failures": 3,
                "trouble": Trouble.UNREACHABLE,
                "tried_at": now,
                "next_at": now + timedelta(days=1),
            },
        )
    there = set(OpinionItem.objects.values_list("title", flat=True))
    desk = User.objects.get(email=DESK)
    for fields in content["opinion"]:
        if fields["title"] not in there:
            bring(Opinion(**fields), desk, units.get(fields.get("unit", "")), now)
    heat_anew(now=now)


def bring(one: Opinion, desk: User, unit: UnitPage | None, now: datetime) -> None:
    """Let one item come as far as it stands."""
    came = now - timedelta(hours=one.hours)
    item = services.enter_item(by=desk, title=one.title, text=one.text, said_times=one.times, now=came)
    given = {"item_id": item.pk, "by": desk}
    if one.stands == "set_aside":
        services.set_aside(**given, reason=one.reason, now=came + timedelta(minutes=20))
    if one.stands not in WEIGHED:
        return
    level = OpinionLevel.objects.get(name=one.level)
    services.weigh(
        **given, level=level, assessment=one.assessment, boost=one.boost, now=came + timedelta(minutes=10)
    )
    post = PostPage.objects.child_of(unit).live().order_by("-first_published_at").first() if unit else None
    if unit is None or one.stands == "weighed":
        return
    services.assign_item(**given, unit=unit, now=came + timedelta(minutes=15))
    if one.stands == "assigned" or post is None:
        return
    spokesperson = person(unit, Role.REVIEWER)
    services.respond(item_id=item.pk, by=spokesperson, link=post.get_url(), now=came + timedelta(minutes=80))
    if one.stands == "closed":
        services.close_item(**given, words="语音不再流传。", now=came + timedelta(hours=20))
