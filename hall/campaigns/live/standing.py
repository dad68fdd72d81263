"""The newest change of a live report and its hours: all that a poll without news needs, kept in the cache.

Whoever writes renews it at once in the shared cache, or in the memory of the same process; other processes know half
a second later. So the database is asked at most twice a second for a report, however many read it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import OuterRef, Subquery

from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.models import EventEntry, LiveEntry
from hall.campaigns.phases import phase_at

KEPT_SECONDS = 0.5


@dataclass(frozen=True)
class Standing:
    """Where a live report stands."""

    change: int
    opens_at: datetime
    closes_at: datetime | None

    def phase(self, now: datetime) -> Phase:
        return phase_at(now, self.opens_at, self.closes_at)


def standing_of(page_id: int) -> Standing | None:
    """Return where a public live report stands; None for anything else."""
    return cache.get(key_of(page_id)) or read_standing(page_id)


def read_standing(page_id: int) -> Standing | None:
    """Ask the database, and keep its answer for those who ask next."""
    newest = LiveEntry.objects.filter(event=OuterRef("page")).order_by("-change").values("change")[:1]
    rows = EventEntry.objects.filter(page=page_id, kind=EventKind.LIVE).annotate(change=Subquery(newest))
    row = rows.values_list("change", "opens_at", "closes_at").first()
    if row is None:
        return None
    standing = Standing(row[0] or 0, *row[1:])
    cache.set(key_of(page_id), standing, KEPT_SECONDS)
    return standing


def key_of(page_id: int) -> str:
    return f"live.standing.{page_id}"
