"""One list of what came in: concerns, comments that wait, mentions that nobody settled, opinion items (BRIEF M14).

Each source is read by its own index, newest first; their heads are merged, so that neither OFFSET nor COUNT is needed
and queries do not grow with what came in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice

from django.db.models import Q, QuerySet
from django.urls import reverse

from hall.concerns.models import Concern
from hall.concerns.permissions import why_not_assign
from hall.interaction.models import Comment, Mention
from hall.interaction.permissions import why_not_make_concern
from hall.supervision.models import OpinionItem
from hall.supervision.opinion.enums import Source
from hall.supervision.opinion.heard import DAY, MOST_READ, citizens_comments, outside_items
from hall.supervision.opinion.permissions import why_not_at_desk
from hall.supervision.opinion.rising import words_of
from portal.core.pagination import Cursor
from portal.core.search.text import fold
from units.models import UnitPage

PAGE_SIZE = 30
MOST_BEHIND = 100


@dataclass(frozen=True)
class Incoming:
    """Something that came in. `may_assign` says that the desk can give it to a unit from the list.

    `followed` is the opinion item itself, where it is one.
    """

    source: Source
    key: int
    at: datetime
    text: str
    unit: UnitPage | None
    who: str
    state: str
    address: str
    is_private: bool = False
    may_assign: bool = False
    heat: int = 0
    followed: OpinionItem | None = None

    @property
    def may_follow(self) -> bool:
        """Tell whether an item can point to it. One that does already is found when it is tried."""
        return self.source != Source.ITEM

    @property
    def name(self) -> str:
        return f"{self.source}-{self.key}"


@dataclass(frozen=True)
class Place:
    """Where the list goes on: after a line of a source. Written `<source>.<cursor>` in an address."""

    source: Source
    cursor: Cursor

    def __str__(self):
        return f"{self.source}.{self.cursor}"

    @classmethod
    def parse(cls, text: str | None) -> "Place | None":
        source, _dot, cursor = (text or "").partition(".")
        found = Cursor.parse(cursor)
        return cls(Source(source), found) if found and source in Source.values else None


@dataclass(frozen=True)
class Page:
    """Some lines: `older` is where the rest begins, `is_cut` tells that there is more which is not shown."""

    items: list[Incoming]
    older: Place | None = None
    is_cut: bool = False


@dataclass(frozen=True)
class Reader:
    """How one source is read: rows in a state that asks for somebody, the moment they came in, and their line.

    `heard` are the rows that words are counted in, if they are, and `said` is the moment that counts then.
    """

    open: Callable[[], QuerySet]
    moment: str
    line: Callable
    heard: Callable[[], QuerySet] | None = None
    said: str = ""


def line_of_concern(concern: Concern, user) -> Incoming:
    return Incoming(
        source=Source.CONCERN,
        key=concern.pk,
        at=concern.received_at,
        text=f"{concern.subject}\n{concern.text}",
        unit=concern.unit,
        who=concern.asker_name,
        state=concern.get_state_display(),
        address=reverse("concerns_concern", args=[concern.number]),
        is_private=concern.is_private,
        may_assign=not why_not_assign(user, concern),
    )


def line_of_comment(comment: Comment, user) -> Incoming:
    return Incoming(
        source=Source.COMMENT,
        key=comment.pk,
        at=comment.created_at,
        text=comment.text,
        unit=comment.page_unit,
        who=comment.said_by,
        state=comment.get_state_display(),
        address=reverse("comments_one", args=[comment.pk]),
        may_assign=not why_not_make_concern(user, comment),
    )


def line_of_mention(mention: Mention, user) -> Incoming:
    return Incoming(
        source=Source.MENTION,
        key=mention.pk,
        at=mention.at,
        text=mention.excerpt,
        unit=mention.unit,
        who=mention.name,
        state=mention.get_how_display(),
        address=mention.address,
    )


def line_of_item(item: OpinionItem, user) -> Incoming:
    return Incoming(
        source=Source.ITEM,
        key=item.pk,
        at=item.came_in_at,
        text=item.text if item.text.startswith(item.title) else f"{item.title}\n{item.text}",
        unit=item.unit,
        who=item.feed.name if item.feed else item.get_origin_display(),
        state=" · ".join(filter(None, [item.level and item.level.name, item.get_state_display()])),
        address=item.get_absolute_url(),
        may_assign=not why_not_at_desk(user, "assign", item),
        heat=item.heat,
        followed=item,
    )


READERS = {
    Source.CONCERN: Reader(
        open=lambda: Concern.objects.open().select_related("unit"),
        heard=lambda: Concern.objects.select_related("unit"),
        moment="received_at",
        said="received_at",
        line=line_of_concern,
    ),
    Source.COMMENT: Reader(
        open=lambda: citizens_comments().held().select_related("page_unit"),
        heard=lambda: citizens_comments().select_related("page_unit"),
        moment="created_at",
        said="created_at",
        line=line_of_comment,
    ),
    Source.MENTION: Reader(
        open=lambda: Mention.objects.filter(settled_at=None).select_related("unit"),
        moment="at",
        line=line_of_mention,
    ),
    Source.ITEM: Reader(
        open=lambda: OpinionItem.objects.open().for_rows(),
        heard=lambda: outside_items().for_rows(),
        moment="came_in_at",
        said="said_at",
        line=line_of_item,
    ),
}


def incoming(*, sources: list[Source], unit: UnitPage | None, before: Place | None, user) -> Page:
    """Return what waits for somebody, newest first, after a place in the list.

    What came in at one moment stands in the order of the sources.
    """
    heads = [newest(source, unit, before, user) for source in sources]
    found = list(islice(merge(*heads, key=lambda item: item.at, reverse=True), PAGE_SIZE + 1))
    shown = found[:PAGE_SIZE]
    is_end = len(found) <= PAGE_SIZE
    return Page(shown, None if is_end else Place(shown[-1].source, Cursor(shown[-1].at, shown[-1].key)))


def newest(source: Source, unit: UnitPage | None, before: Place | None, user) -> list[Incoming]:
    reader = READERS[source]
    rows = reader.open()
    if unit:
        rows = rows.filter(**{"page_unit" if rows.model is Comment else "unit": unit})
    if before:
        rows = rows.filter(**{f"{reader.moment}__lte": before.cursor.published_at})
        rows = rows.filter(after(source, reader.moment, before))
    return [reader.line(row, user) for row in rows.order_by(f"-{reader.moment}", "-pk")[: PAGE_SIZE + 1]]


def after(source: Source, moment: str, before: Place) -> Q:
    """Return the condition for rows of a source that stand after a place in the merged list."""
    order, at = list(Source), before.cursor.published_at
    earlier = Q(**{f"{moment}__lt": at})
    if order.index(source) > order.index(before.source):
        return earlier | Q(**{moment: at})
    return earlier | Q(**{moment: at, "pk__lt": before.cursor.pk}) if source == before.source else earlier


def behind(word: str, user, now: datetime) -> Page:
    """Return what came in during the last 24 hours that says a word, newest first, as far as it was heard."""
    found = merge(
        *(saying(word, reader, user, now) for reader in READERS.values() if reader.heard),
        key=lambda item: item.at,
        reverse=True,
    )
    items = list(islice(found, MOST_BEHIND + 1))
    return Page(items[:MOST_BEHIND], is_cut=len(items) > MOST_BEHIND)


def saying(word: str, reader: Reader, user, now: datetime) -> Iterator[Incoming]:
    rows = reader.heard().filter(**{f"{reader.said}__gt": now - DAY, f"{reader.said}__lte": now})
    for row in rows.order_by(f"-{reader.said}")[:MOST_READ]:
        line = reader.line(row, user)
        # Looking for the characters first is much quicker than finding words.
        if word in fold(line.text) and word in words_of(line.text):
            yield replace(line, at=getattr(row, reader.said))
