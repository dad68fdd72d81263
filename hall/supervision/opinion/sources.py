"""Reads the sources of the desk when their time has come, and keeps what is new of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from hall.supervision.models import OpinionEvent, OpinionItem, OpinionSource
from hall.supervision.opinion.enums import ItemEventKind, Origin, Trouble
from hall.supervision.opinion.feeds import Entry, entries_of
from hall.supervision.opinion.fetching import NotRead, fetch
from hall.supervision.opinion.gathering import heat_anew
from hall.supervision.opinion.heat import heat
from hall.supervision.opinion.keys import digest, title_key
from hall.supervision.opinion.lines import line
from hall.supervision.opinion.permissions import why_not_read_now
from hall.supervision.opinion.terms import TAKEN_BACK_TO
from portal.accounts.models import User
from portal.core.refusals import refuse_if

AT_ONCE = 50
LONGEST_PAUSE = timedelta(days=1)


def read_sources(now: datetime) -> int:
    """Read every source whose time has come, and count the heat anew. Returns how many items are new."""
    new = sum(
        read_source(source, now)
        for source in OpinionSource.objects.due(now).order_by("next_at", "pk")[:AT_ONCE]
    )
    heat_anew(now=now)
    return new


def read_now(*, source_id: int, by: User, now: datetime) -> int:
    """Read one source because somebody asks for it, whether it is due or not. Raises `Refused`.

    Returns how many items are new. What went wrong stands beside the source.
    """
    source = OpinionSource.objects.get(pk=source_id)
    refuse_if(why_not_read_now(by, source, now))
    new = read_source(source, now)
    heat_anew(now=now)
    return new


def read_source(source: OpinionSource, now: datetime) -> int:
    """Read one source; what goes wrong stands beside it. No transaction is open while the network answers."""
    try:
        fetched = fetch(source.address, etag=source.etag, last_modified=source.last_modified)
        entries = entries_of(fetched) if fetched.content is not None else []
    except NotRead as failure:
        note_failure(source, failure.trouble, now)
        return 0
    marks = (
        {"etag": fetched.etag, "last_modified": fetched.last_modified} if fetched.content is not None else {}
    )
    return keep_entries(source_id=source.pk, entries=entries, now=now, marks=marks)


def note_failure(source: OpinionSource, trouble: Trouble, now: datetime) -> None:
    """Write a failure down, and wait twice as long after each one in a row, at most a day."""
    failures = source.failures + 1
    pause = min(timedelta(minutes=source.every) * 2 ** min(failures, 10), LONGEST_PAUSE)
    OpinionSource.objects.filter(pk=source.pk).update(
        failures=failures, trouble=trouble, tried_at=now, next_at=now + pause
    )


@transaction.atomic
def keep_entries(
    *, source_id: int, entries: Iterable[Entry], now: datetime, marks: dict | None = None
) -> int:
    """Keep the entries that are new, and that the source was read. Returns how many are new.

    An entry is known by the feed's own name for it, by its address anywhere, or by its title in the same source.
    """
    source = OpinionSource.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        # It was deleted while it was being read.
        return 0
    new = [
        item for item in map(item_of, entries) if item.said_at is None or item.said_at > now - TAKEN_BACK_TO
    ]
    known = known_of(source, new, now)
    kept = []
    for item in new:
        keys = {("guid", item.guid_key), ("link", item.link_key), ("title", item.title_key)}
        keys = {(name, key) for name, key in keys if key}
        if keys & known:
            continue
        known |= keys
        item.feed, item.came_in_at, item.said_at = source, now, min(item.said_at or now, now)
        kept.append(item)
    OpinionItem.objects.bulk_create(kept)
    OpinionEvent.objects.bulk_create([line(item, ItemEventKind.CAME_IN, now=now) for item in kept])
    pause = timedelta(minutes=source.every)
    OpinionSource.objects.filter(pk=source_id).update(
        failures=0, trouble="", tried_at=now, fetched_at=now, next_at=now + pause, **(marks or {})
    )
    return len(kept)


def item_of(entry: Entry) -> OpinionItem:
    """Return an entry as an item that is not kept yet."""
    return OpinionItem(
        origin=Origin.FEED,
        title=entry.title,
        text=entry.text,
        link=entry.link,
        said_at=entry.said_at,
        said_times=entry.comments,
        heat=heat(alike=0, said_times=entry.comments, boost=0),
        guid_key=digest(entry.guid),
        link_key=digest(entry.link),
        title_key=title_key(entry.title),
    )


def known_of(source: OpinionSource, items: list[OpinionItem], now: datetime) -> set[tuple[str, str]]:
    """Return by which of their keys items are known already. Three queries."""
    everywhere = OpinionItem.objects.all()
    here = everywhere.filter(feed=source)
    lately = here.filter(came_in_at__gt=now - 2 * TAKEN_BACK_TO)
    found = set()
    for name, rows in [("guid", here), ("link", everywhere), ("title", lately)]:
        field = f"{name}_key"
        keys = {getattr(item, field) for item in items} - {""}
        found |= {(name, key) for key in rows.filter(**{f"{field}__in": keys}).values_list(field, flat=True)}
    return found
