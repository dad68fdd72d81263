"""Which items say the same now, and what that makes of their heat."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hall.supervision.models import OpinionItem
from hall.supervision.opinion.clusters import Told, clusters
from hall.supervision.opinion.heat import heat
from hall.supervision.opinion.terms import COMPARED_FOR, MOST_COMPARED

SHOWN = 8


def compared(now: datetime) -> QuerySet[OpinionItem]:
    """Return what is compared: the newest items of the last days. What points to our own rows holds no words."""
    since = now - COMPARED_FOR
    found = OpinionItem.objects.filter(came_in_at__gt=since, came_in_at__lte=now)
    return found.order_by("-came_in_at", "-pk")[:MOST_COMPARED]


def groups_now(now: datetime) -> list[tuple[int, ...]]:
    """Return the keys of items that say the same, the largest group first. One query."""
    rows = compared(now).values_list("pk", "title", "text")
    return clusters(Told(pk, f"{title}\n{text}") for pk, title, text in rows)


def clusters_shown(now: datetime) -> list[list[OpinionItem]]:
    """Return the largest groups as items, each beginning with its first. Two queries."""
    groups = groups_now(now)[:SHOWN]
    items = OpinionItem.objects.for_rows().in_bulk([pk for group in groups for pk in group])
    return [sorted((items[pk] for pk in group), key=lambda item: (item.said_at, item.pk)) for group in groups]


@transaction.atomic
def heat_anew(*, now: datetime) -> int:
    """Count how many others say the same as each item, and write down what became hotter or cooler. Returns how many.

    What has left the last days keeps the heat it had.
    """
    others = {pk: len(group) - 1 for group in groups_now(now) for pk in group}
    changed = []
    keys = list(compared(now).values_list("pk", flat=True))
    for item in OpinionItem.objects.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk"):
        alike = others.get(item.pk, 0)
        hot = heat(alike=alike, said_times=item.said_times, boost=item.boost)
        if (alike, hot) != (item.alike, item.heat):
            item.alike, item.heat = alike, hot
            changed.append(item)
    OpinionItem.objects.bulk_update(changed, ["alike", "heat"], batch_size=500)
    return len(changed)
