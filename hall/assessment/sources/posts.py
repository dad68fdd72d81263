"""Posts of the month. A post counts on the day on which it first was public, unless it was taken back in that month."""

from dataclasses import dataclass
from datetime import datetime

from hall.assessment.sources.span import Span
from hall.models import TimelineEntry, Withdrawal

STEP = 4  # characters of a page's path for each floor of the tree


@dataclass(frozen=True)
class Posted:
    unit: int
    post: int
    at: datetime
    is_repost: bool


@dataclass(frozen=True)
class PassedOn:
    """A repost by another unit of what the unit has said."""

    unit: int
    post: int
    by: int
    at: datetime


def posts(span: Span) -> list[Posted]:
    """Return posts that were public at the end of the month: those that still are, and those taken back later."""
    entries = TimelineEntry.objects.filter(unit__in=span.units, **span.moments("published_at"))
    found = [Posted(*row) for row in entries.values_list("unit", "post", "published_at", "is_repost")]
    later = Withdrawal.objects.filter(
        withdrawn_at__gte=span.month.ends, **span.moments("post__first_published_at")
    )
    by_path = {unit.path: unit.pk for unit in span.units.values()}
    rows = later.values_list("post__path", "post", "post__first_published_at", "post__repost_of")
    for path, post, at, original in rows:
        unit = by_path.get(path[:-STEP])
        if unit:
            found.append(Posted(unit, post, at, original is not None))
    return sorted(found, key=lambda posted: (posted.at, posted.post))


def passed_on(span: Span) -> list[PassedOn]:
    """Return what other units passed on in the month."""
    entries = TimelineEntry.objects.filter(
        is_repost=True,
        post__repost_of__timeline_entry__unit__in=span.units,
        **span.moments("published_at"),
    ).order_by("published_at", "pk")
    rows = entries.values_list("post__repost_of__timeline_entry__unit", "post", "unit", "published_at")
    return [PassedOn(*row) for row in rows if row[0] != row[2]]
