"""What people said lately, read as far back as a few people's day allows, and the words that rise in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import QuerySet

from hall.concerns.models import Concern
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.supervision.models import OpinionItem
from hall.supervision.opinion.enums import Origin
from hall.supervision.opinion.rising import DAYS_BEFORE, RisingWord, Said, rising_words

# Of each kind, in each of the two stretches of time that are compared.
MOST_READ = 3_000
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
KEPT_SECONDS = 300
KEPT_AS = "opinion-rising"


@dataclass(frozen=True)
class Heard:
    """What was said in a stretch of time. `since` is later than asked for where more was said than is read."""

    said: list[Said]
    since: datetime
    until: datetime
    is_cut: bool

    @property
    def length(self) -> timedelta:
        return max(self.until - self.since, MINUTE)


@dataclass(frozen=True)
class Rising:
    """Words on the rise, and what was compared: the last hours with the days before."""

    words: list[RisingWord]
    hours: float
    days: float
    is_cut: bool
    counted_at: datetime


def rising(now: datetime) -> Rising:
    """Return what people speak of in the last 24 hours that they did not in the 14 days before, a few minutes old."""
    found = cache.get(KEPT_AS)
    if found is None:
        found = count_rising(now)
        cache.set(KEPT_AS, found, KEPT_SECONDS)
    return found


def count_rising(now: datetime) -> Rising:
    """Compare with as long a time on average, so that what was not read counts on neither side."""
    today, earlier = heard(now - DAY, now), heard(now - DAY * (DAYS_BEFORE + 1), now - DAY)
    return Rising(
        words=rising_words(today.said, earlier.said, earlier.length / today.length),
        hours=today.length / timedelta(hours=1),
        days=earlier.length / DAY,
        is_cut=today.is_cut or earlier.is_cut,
        counted_at=now,
    )


def outside_items() -> QuerySet[OpinionItem]:
    """Return what came from outside. What points to our own rows was heard there."""
    return OpinionItem.objects.exclude(origin=Origin.OURS)


def citizens_comments() -> QuerySet[Comment]:
    """Return what citizens wrote and have not taken back."""
    return Comment.objects.filter(unit=None).exclude(state=CommentState.WITHDRAWN)


def said_in_concern(pk: int, asker: int | None, subject: str, text: str) -> Said:
    return Said(("person", asker) if asker else ("concern", pk), f"{subject}\n{text}")


def said_in_comment(pk: int, author: int | None, text: str) -> Said:
    return Said(("person", author) if author else ("comment", pk), text)


def said_in_item(pk: int, title_key: str, title: str, text: str) -> Said:
    """Nobody's name comes with an item, but what is passed on under one title is one voice."""
    return Said(("item", title_key or pk), f"{title}\n{text}")


# Rows, the moment of each, what is read of it, and what that says.
KINDS: list[tuple[Callable[[], QuerySet], str, list[str], Callable[..., Said]]] = [
    (Concern.objects.all, "received_at", ["pk", "asker", "subject", "text"], said_in_concern),
    (citizens_comments, "created_at", ["pk", "author", "text"], said_in_comment),
    (outside_items, "said_at", ["pk", "title_key", "title", "text"], said_in_item),
]


def heard(start: datetime, end: datetime) -> Heard:
    """Read the newest of each kind. Where one is cut, the others count no longer than it."""
    said, cuts = [], []
    for rows, moment, fields, says in KINDS:
        newest = rows().filter(**{f"{moment}__gt": start, f"{moment}__lte": end}).order_by(f"-{moment}")
        found = [(at, says(*read)) for at, *read in newest.values_list(moment, *fields)[: MOST_READ + 1]]
        cuts += [found[-1][0]] if len(found) > MOST_READ else []
        said += found
    since = max([start, *cuts])
    return Heard([one for at, one in said if at > since], since, end, bool(cuts))
