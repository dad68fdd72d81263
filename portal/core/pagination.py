"""Keyset pages: the newest rows before a cursor. No OFFSET and no COUNT, so depth and size cost nothing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from portal.core.whole_numbers import whole_number

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 10**17  # Microseconds: a year that every database knows.


@dataclass(frozen=True)
class Cursor:
    """The place of one row in a feed: its time and its key, written `<microseconds>-<pk>` in an address."""

    published_at: datetime
    pk: int

    def __str__(self):
        return f"{(self.published_at - EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @classmethod
    def parse(cls, text: str | None) -> "Cursor | None":
        """Return the cursor written in `text`, or None for anything that is not one."""
        micros, _, pk = (text or "").partition("-")
        at, key = whole_number(micros), whole_number(pk)
        if at is None or key is None or at > LATEST:
            return None
        return cls(EPOCH + timedelta(microseconds=at), key)


@dataclass(frozen=True)
class Slice:
    """Some rows of a feed, newest first, and the cursor of what is older (None at the end)."""

    entries: list[Any] = field(default_factory=list)
    older: Any = None


def newest_before(queryset, cursor: Cursor | None, size: int) -> Slice:
    """Return up to `size` rows of a queryset that has `published_at`, newest first, older than `cursor`."""
    if cursor:
        queryset = queryset.filter(published_at__lte=cursor.published_at).filter(
            Q(published_at__lt=cursor.published_at) | Q(pk__lt=cursor.pk)
        )
    rows = list(queryset.order_by("-published_at", "-pk")[: size + 1])
    older = Cursor(rows[size - 1].published_at, rows[size - 1].pk) if len(rows) > size else None
    return Slice(rows[:size], older)
