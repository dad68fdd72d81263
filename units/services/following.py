"""Whom a unit follows: one, or all of a list."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if
from units.models import UnitFollow, UnitPage
from units.permissions import why_not_be_followed, why_not_follow_unit

CHUNK = 500


@transaction.atomic
def follow_unit(*, follower: UnitPage, followed: UnitPage, by: User, now: datetime) -> bool:
    """Let one unit follow another. Tells whether that is new. Raises `Refused`."""
    refuse_if(why_not_follow_unit(by, follower) or why_not_be_followed(follower, followed))
    return bool(follow_units(follower=follower, units=[followed], by=by, now=now))


@transaction.atomic
def follow_units(*, follower: UnitPage, units: Iterable[UnitPage], by: User, now: datetime) -> int:
    """Let one unit follow all of these that it may. Returns how many are new. Raises `Refused`."""
    refuse_if(why_not_follow_unit(by, follower))
    lock_row(UnitPage, follower.pk)
    known = set(follower.unit_follows.values_list("followed", flat=True))
    new = [unit for unit in units if unit.pk not in known and not why_not_be_followed(follower, unit)]
    UnitFollow.objects.bulk_create(
        [UnitFollow(follower=follower, followed=unit, by=by, at=now) for unit in new], batch_size=CHUNK
    )
    if new:
        log(
            instance=follower,
            action="units.follow",
            user=by,
            data={"units": names_of(new), "count": len(new)},
        )
    return len(new)


@transaction.atomic
def unfollow_units(*, follower: UnitPage, units: Iterable[UnitPage], by: User) -> int:
    """Let one unit stop following all of these. Returns how many it followed. Raises `Refused`."""
    refuse_if(why_not_follow_unit(by, follower))
    units = list(units)
    gone = 0
    for start in range(0, len(units), CHUNK):
        gone += follower.unit_follows.filter(followed__in=units[start : start + CHUNK]).delete()[0]
    if gone:
        log(
            instance=follower,
            action="units.unfollow",
            user=by,
            data={"units": names_of(units), "count": gone},
        )
    return gone


def names_of(units: list[UnitPage], shown: int = 20) -> list[str]:
    return [unit.title for unit in units[:shown]]
