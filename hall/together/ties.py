"""Who follows whom and who passed on whose posts, for the hall desk. Two queries for any number of units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from hall.models import TimelineEntry
from units.models import UnitFollow, UnitPage

DAYS = 30


@dataclass(frozen=True)
class Tie:
    """What one unit has to do with another: whether each follows the other, and how often the first reposted it."""

    follows: bool = False
    is_followed: bool = False
    reposts: int = 0

    @property
    def is_mutual(self) -> bool:
        return self.follows and self.is_followed


def reposts_since(now: datetime) -> QuerySet:
    """Return the public reposts of the last days, each with the unit that said it first as `source`."""
    entries = TimelineEntry.objects.filter(is_repost=True, published_at__gte=now - timedelta(DAYS))
    return entries.annotate(source=F("post__repost_of__timeline_entry__unit")).order_by()


def how_many(rows: QuerySet, by: str) -> Coalesce:
    """Count rows that point at the outer row with `by`."""
    counted = rows.values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_ties(units: QuerySet, now: datetime) -> QuerySet:
    """Return units that know how many they follow, are followed by and both, and how often they repost and are."""
    follows = UnitFollow.objects.order_by()
    ours = follows.filter(follower=OuterRef("pk"))
    reposts = reposts_since(now)
    return units.annotate(
        follows_count=how_many(ours, "follower"),
        followers_count=how_many(follows.filter(followed=OuterRef("pk")), "followed"),
        mutual_count=how_many(ours.with_mutual().filter(is_mutual=True), "follower"),
        reposts_count=how_many(reposts.filter(unit=OuterRef("pk")), "unit"),
        reposted_count=how_many(reposts.filter(source=OuterRef("pk")), "source"),
    )


PAIR = ["unit_title", "other_title", "unit_batch", "follows", "is_mutual", "since"]


def pairs(now: datetime) -> tuple[QuerySet, QuerySet]:
    """Return the follows, and the reposts of units that are not followed, as rows of the same columns.

    They are narrowed each and put together then: a union cannot be narrowed. `unit` is who follows or reposts.
    """
    reposts = reposts_since(now)
    follows = UnitFollow.objects.with_mutual().annotate(
        unit_title=F("follower__title"),
        other_title=F("followed__title"),
        unit_batch=F("follower__batch_place__batch"),
        follows=Value(True),
        since=F("at"),
        reposts_count=how_many(
            reposts.filter(unit=OuterRef("follower"), source=OuterRef("followed")), "unit"
        ),
    )
    follow = UnitFollow.objects.filter(follower=OuterRef("unit"), followed=OuterRef("source"))
    without_follow = (
        reposts.filter(~Exists(follow), source__isnull=False)
        .exclude(unit=F("source"))
        .annotate(
            unit_title=F("unit__title"),
            other_title=F("post__repost_of__timeline_entry__unit__title"),
            unit_batch=F("unit__batch_place__batch"),
            follows=Value(False),
            is_mutual=Value(False),
            since=Value(None, output_field=DateTimeField()),
        )
        .values("unit", "source", *PAIR)
        .annotate(reposts_count=Count("pk"))
    )
    return follows.values(*PAIR, "reposts_count"), without_follow.values(*PAIR, "reposts_count")


def matrix(units: Iterable[UnitPage], now: datetime) -> list[tuple[UnitPage, list[Tie | None]]]:
    """Return a line for each unit, with its tie to each of them in their order; None stands for itself."""
    units = list(units)
    keys = [unit.pk for unit in units]
    follows = set(
        UnitFollow.objects.filter(follower__in=keys, followed__in=keys).values_list("follower", "followed")
    )
    counted = reposts_since(now).filter(unit__in=keys, source__in=keys).values("unit", "source")
    reposts = {(row["unit"], row["source"]): row["number"] for row in counted.annotate(number=Count("pk"))}
    return [
        (
            unit,
            [
                None
                if unit.pk == other
                else Tie(
                    (unit.pk, other) in follows, (other, unit.pk) in follows, reposts.get((unit.pk, other), 0)
                )
                for other in keys
            ],
        )
        for unit in units
    ]
