"""What people gave of themselves to an event is removed so many days after its end. Each format says what that is."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.models import EventEntry, EventPage, HiddenEvent
from portal.core.duties import register_duty
from portal.core.locking import lock_row

logger = logging.getLogger(__name__)

Removal = Callable[[EventPage], None]
REMOVALS: list[Removal] = []
# An event has a row in one of them from its first publication on.
KEPT = [EventEntry, HiddenEvent]


def register_removal(remove: Removal) -> None:
    """Register how a format takes people out of what they gave to an event of its own; of others it finds nothing."""
    REMOVALS.append(remove)


@register_duty("remove_participants_data", every=timedelta(hours=12))
def remove_participants_data(now: datetime) -> None:
    """Remove what is due, also of events that were taken off. What fails is tried again and holds nothing else up."""
    for kept in KEPT:
        ended = kept.objects.filter(data_removed_at=None, closes_at__lt=now - timedelta(days=1))
        for row in ended.select_related("page").iterator():
            try:
                remove_if_due(row, now)
            except Exception:
                logger.exception("What people gave to event %s is still there", row.page_id)


def is_due(row: EventEntry | HiddenEvent, page: EventPage, now: datetime) -> bool:
    if row.data_removed_at or row.closes_at is None:
        return False
    return page.over_at(row.closes_at) + timedelta(days=page.keep_days) <= now


@transaction.atomic
def remove_if_due(row: EventEntry | HiddenEvent, now: datetime) -> None:
    """Remove what is due by the row as it is under its lock: an event may have been prolonged since it was read."""
    if not is_due(row, row.page.specific, now):
        return
    row = lock_row(type(row), row.pk)
    page = row.page.specific
    if not is_due(row, page, now):
        return
    for remove in REMOVALS:
        remove(page)
    row.data_removed_at = now
    row.save(update_fields=["data_removed_at"])
