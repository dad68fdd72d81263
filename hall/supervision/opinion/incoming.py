"""One list of what came in: concerns, comments that wait, mentions that nobody settled (BRIEF M14).

Each source is read by its own index, newest first; their heads are merged, so that neither OFFSET nor COUNT is needed
and queries do not grow with what came in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge

from django.db.models import QuerySet
from django.urls import reverse

from hall.concerns.models import Concern
from hall.interaction.models import Comment, Mention
from hall.supervision.opinion.enums import Source
from hall.supervision.opinion.rising import DAYS_BEFORE, RisingWord, Said, rising_words, words_of
from portal.core.pagination import Cursor
from units.models import UnitPage

PAGE_SIZE = 30
# Of the newest so many things each source is asked for its words: what a few people can read in a day.
MOST_READ = 3_000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Incoming:
    """Something that came in. `assign` says that the desk can give it to a unit from the list."""

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

    @property
    def name(self) -> str:
        return f"{self.source}-{self.key}"


@dataclass(frozen=True)
class Page:
    items: list[Incoming]
    older: Cursor | None


@dataclass(frozen=True)
class Reader:
    """How one source is read: rows in a state that asks for somebody, the moment they came in, and their line."""

    open: Callable[[], QuerySet]
    all: Callable[[], QuerySet]
    moment: str
    line: Callable


def line_of_concern(concern: Concern) -> Incoming:
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
        may_assign=concern.unit_id is None and concern.is_open(),
    )


def line_of_comment(comment: Comment) -> Incoming:
    return Incoming(
        source=Source.COMMENT,
        key=comment.pk,
        at=comment.created_at,
        text=comment.text,
        unit=comment.page_unit,
        who=comment.said_by,
        state=comment.get_state_display(),
        address=reverse("comments_one", args=[comment.pk]),
        may_assign=not comment.concern_address,
    )


def line_of_mention(mention: Mention) -> Incoming:
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


def citizens_comments() -> QuerySet[Comment]:
    return Comment.objects.filter(unit=None).select_related("page_unit")


READERS = {
    Source.CONCERN: Reader(
        open=lambda: Concern.objects.open().select_related("unit"),
        all=lambda: Concern.objects.select_related("unit"),
        moment="received_at",
        line=line_of_concern,
    ),
    Source.COMMENT: Reader(
        open=lambda: citizens_comments().held(),
        all=citizens_comments,
        moment="created_at",
        line=line_of_comment,
    ),
    Source.MENTION: Reader(
        open=lambda: Mention.objects.filter(settled_at=None).select_related("unit"),
        all=lambda: Mention.objects.select_related("unit"),
        moment="at",
        line=line_of_mention,
    ),
}


def incoming(*, sources: list[Source], unit: UnitPage | None, before: Cursor | None) -> Page:
    """Return what waits for somebody, newest first, older than a cursor.

    The cursor counts the moment and, among what came in at one moment, how much of it was shown.
    """
    skipped = before.pk if before else 0
    heads = [newest(READERS[source], unit, before) for source in sources]
    found = list(merge(*heads, key=lambda item: item.at, reverse=True))[skipped : skipped + PAGE_SIZE + 1]
    shown = found[:PAGE_SIZE]
    return Page(shown, cursor_after(shown, before) if len(found) > PAGE_SIZE else None)


def cursor_after(shown: list[Incoming], before: Cursor | None) -> Cursor:
    last = shown[-1].at
    same = sum(item.at == last for item in shown)
    if before and before.published_at == last:
        same += before.pk
    return Cursor(last, same)


def newest(reader: Reader, unit: UnitPage | None, before: Cursor | None) -> list[Incoming]:
    rows = reader.open()
    if unit:
        rows = rows.filter(**{"page_unit" if rows.model is Comment else "unit": unit})
    if before:
        rows = rows.filter(**{f"{reader.moment}__lte": before.published_at})
    size = PAGE_SIZE + 1 + (before.pk if before else 0)
    return [reader.line(row) for row in rows.order_by(f"-{reader.moment}", "-pk")[:size]]


def rising(now: datetime) -> list[RisingWord]:
    """Return what people speak of in the last 24 hours that they did not in the 14 days before."""
    return rising_words(said_between(now - DAY, now), said_between(now - DAY * (DAYS_BEFORE + 1), now - DAY))


def said_between(start: datetime, end: datetime) -> list[Said]:
    concerns = Concern.objects.filter(received_at__gt=start, received_at__lte=end).order_by("-received_at")
    comments = Comment.objects.filter(unit=None, created_at__gt=start, created_at__lte=end).order_by(
        "-created_at"
    )
    asked = concerns.values_list("pk", "asker", "subject", "text")[:MOST_READ]
    written = comments.values_list("author", "text")[:MOST_READ]
    return [
        *(
            Said(("person", asker) if asker else ("concern", pk), f"{subject}\n{text}")
            for pk, asker, subject, text in asked
        ),
        *(Said(("person", author), text) for author, text in written),
    ]


def behind(word: str, now: datetime) -> list[Incoming]:
    """Return what came in during the last 24 hours that says a word, newest first."""
    found = []
    for source in [Source.CONCERN, Source.COMMENT]:
        reader = READERS[source]
        rows = reader.all().filter(**{f"{reader.moment}__gt": now - DAY, f"{reader.moment}__lte": now})
        lines = map(reader.line, rows.order_by(f"-{reader.moment}")[:MOST_READ])
        found += [line for line in lines if word in words_of(line.text)]
    return sorted(found, key=lambda line: line.at, reverse=True)
