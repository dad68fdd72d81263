"""Verbs of follows. The counts that everybody sees change in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hall.interaction.following.permissions import why_not_follow, why_not_follow_unit
from hall.interaction.models import Follow, FollowAll, FollowerCount
from hall.models import Hashtag
from portal.accounts.models import User
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def follow_unit(*, unit: UnitPage, user: User, now: datetime) -> None:
    """Follow one unit. A second click changes nothing."""
    refuse_if(why_not_follow_unit(user, unit))
    hold_counts([unit.pk])
    _follow, is_new = Follow.objects.get_or_create(user=user, unit=unit, defaults={"created_at": now})
    if is_new:
        FollowerCount.objects.filter(unit=unit).update(total=F("total") + 1)


@transaction.atomic
def unfollow_unit(*, unit: UnitPage, user: User) -> None:
    """Follow a unit no more. Idempotent; the count goes down by `receivers.count_follower_down`."""
    hold_counts([unit.pk])
    Follow.objects.filter(user=user, unit=unit).delete()


def follow_hashtag(*, hashtag: Hashtag, user: User, now: datetime) -> None:
    """Follow what all units say under one hashtag. A second click changes nothing."""
    refuse_if(why_not_follow(user))
    Follow.objects.get_or_create(user=user, hashtag=hashtag, defaults={"created_at": now})


def unfollow_hashtag(*, hashtag: Hashtag, user: User) -> None:
    Follow.objects.filter(user=user, hashtag=hashtag).delete()


@transaction.atomic
def follow_every_unit(*, user: User, now: datetime) -> int:
    """Follow all units that are online and, from now on, each that comes. Returns how many are new."""
    refuse_if(why_not_follow(user))
    units = list(UnitPage.objects.live().order_by("pk").values_list("pk", flat=True))
    hold_counts(units)
    FollowAll.objects.get_or_create(user=user, defaults={"created_at": now})
    followed = set(Follow.objects.filter(user=user, unit__in=units).values_list("unit", flat=True))
    missing = [unit for unit in units if unit not in followed]
    Follow.objects.bulk_create(Follow(user=user, unit_id=unit, created_at=now) for unit in missing)
    FollowerCount.objects.filter(unit__in=missing).update(total=F("total") + 1)
    return len(missing)


def stop_following_new_units(*, user: User) -> None:
    """End the standing choice. What is followed already stays followed."""
    FollowAll.objects.filter(user=user).delete()


@transaction.atomic
def follow_launched_unit(*, unit: UnitPage, now: datetime) -> int:
    """Let those who follow every unit follow a new one too. Idempotent. Returns how many they are."""
    hold_counts([unit.pk])
    people = FollowAll.objects.exclude(user__follows__unit=unit).values_list("user", flat=True)
    follows = [Follow(user_id=person, unit=unit, created_at=now) for person in people]
    Follow.objects.bulk_create(follows, batch_size=1_000)
    FollowerCount.objects.filter(unit=unit).update(total=F("total") + len(follows))
    return len(follows)


def hold_counts(units: Iterable[int]) -> None:
    """Lock the counts of these units, made when they are new. Everybody takes them in one order."""
    units = sorted(units)
    FollowerCount.objects.bulk_create([FollowerCount(unit_id=unit) for unit in units], ignore_conflicts=True)
    list(FollowerCount.objects.select_for_update().filter(unit__in=units).order_by("unit"))
