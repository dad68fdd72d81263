"""Accounts that have said nothing for long.

The national inspection of government accounts fails a unit whose last post is 14 days old (BRIEF M8); the desk is
told at ten, while there is still time to write.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from hall.models import TimelineEntry
from portal.core.workdays import local_day
from units.models import UnitPage

WARN_AT = 10  # days
LIMIT = 14  # days


@dataclass(frozen=True)
class SilentUnit:
    """A live unit with the day of its last post, or of its launch when it has none, and the days since then."""

    unit: UnitPage
    last_day: date
    has_posts: bool
    days: int

    @property
    def is_over(self) -> bool:
        return self.days >= LIMIT


def silent_units(now: datetime) -> list[SilentUnit]:
    """Return the live units that have been silent for ten days or longer, the longest first.

    One query; it looks at one row of the timeline for each unit, however many posts there are.
    """
    newest = TimelineEntry.objects.filter(unit=OuterRef("pk")).order_by("-published_at", "-pk")
    latest = UnitPage.objects.live().annotate(spoke_at=Subquery(newest.values("published_at")[:1]))
    edge = now - timedelta(days=WARN_AT - 1)
    quiet = latest.filter(Q(spoke_at__isnull=True) | Q(spoke_at__lt=edge))
    silent = [silence_of(unit, now) for unit in quiet]
    return sorted((found for found in silent if found.days >= WARN_AT), key=lambda found: -found.days)


def silence_of(unit: UnitPage, now: datetime) -> SilentUnit:
    """Return how long a unit annotated with `spoke_at` has been silent. Days are those of the city's calendar."""
    moment = unit.spoke_at or unit.first_published_at or now
    last_day = local_day(moment)
    return SilentUnit(unit, last_day, unit.spoke_at is not None, (local_day(now) - last_day).days)
