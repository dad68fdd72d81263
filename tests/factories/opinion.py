"""Opinion items as rows, for tests of reads and rules. What the verbs do is tested with the verbs."""

import itertools
from datetime import UTC, datetime, timedelta

from hall.supervision.models import OpinionItem, OpinionLevel, OpinionSource
from hall.supervision.opinion.enums import ENDED_STATES, ItemState, Origin
from hall.supervision.opinion.levels import ensure_levels
from tests.factories.units import UnitFactory

numbers = itertools.count(1)
# A Wednesday morning without a holiday near it.
CAME_IN_AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
WITH_UNIT = {ItemState.ASSIGNED, ItemState.RESPONDED, ItemState.CLOSED}


def level_of(name):
    """Return one of the levels that a hall begins with."""
    ensure_levels()
    return OpinionLevel.objects.get(name=name)


def SourceFactory(**fields):
    number = next(numbers)
    return OpinionSource.objects.create(
        **{"name": f"槎城论坛{number}", "address": f"https://bbs{number}.example/rss.xml", **fields}
    )


def ItemFactory(*, state=ItemState.NEW, level="重要", came_in_at=CAME_IN_AT, **fields):
    """Make an item in any state, with what must be known of it there. An hour later it was weighed."""
    number = next(numbers)
    given = {"title": f"万绿湖路口红绿灯第{number}次不亮", "origin": Origin.HOTLINE, "said_at": came_in_at}
    if state not in {ItemState.NEW, ItemState.SET_ASIDE}:
        kept, weighed_at = level_of(level), came_in_at + timedelta(hours=1)
        given |= {
            "level": kept,
            "weighed_at": weighed_at,
            "first_due_at": weighed_at + timedelta(hours=kept.first_hours),
            "conclude_due_at": weighed_at + timedelta(hours=kept.conclude_hours),
        }
    if state in WITH_UNIT:
        given |= {"unit": fields.pop("unit", None) or UnitFactory(), "assigned_at": came_in_at}
    if state in {ItemState.RESPONDED, ItemState.CLOSED}:
        given |= {"response_link": "/units/x/y/", "responded_at": came_in_at + timedelta(hours=2)}
    if state in ENDED_STATES:
        given["ended_at"] = came_in_at + timedelta(hours=3)
    return OpinionItem.objects.create(state=state, came_in_at=came_in_at, **{**given, **fields})
