"""What the public said to a unit in the month, and whether it answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from hall.assessment.fairness import Voice, judged
from hall.assessment.sources.span import Span
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, Follow, Like, Mention


@dataclass(frozen=True)
class Said:
    """A public comment of a citizen. `left_out` says by a word why it does not count."""

    unit: int
    comment: int
    at: datetime
    is_answered: bool
    left_out: str = ""


@dataclass(frozen=True)
class Called:
    unit: int
    mention: int
    address: str
    at: datetime
    is_settled: bool


def comments(span: Span) -> list[Said]:
    """Return the citizens' comments that became public in the month, with whether the unit answered within it."""
    official = Comment.objects.filter(
        Q(answers=OuterRef("pk")) | Q(parent=OuterRef("pk"), answers__isnull=True),
        unit=OuterRef("page_unit"),
        state=CommentState.SHOWN,
        shown_at__lt=span.month.ends,
    )
    rows = (
        Comment.objects.filter(
            page_unit__in=span.units,
            unit__isnull=True,
            state=CommentState.SHOWN,
            **span.moments("shown_at"),
        )
        .annotate(is_answered=Exists(official))
        .values_list("page_unit", "pk", "page", "author", "author__date_joined", "shown_at", "is_answered")
    )
    by_unit = defaultdict(list)
    kept = {}
    for unit, pk, page, author, joined, at, is_answered in rows:
        voice = KeyedVoice(page, author, joined, at, pk)
        by_unit[unit].append(voice)
        kept[pk] = is_answered
    return [
        Said(unit, voice.key, voice.at, kept[voice.key], left_out)
        for unit, voices in by_unit.items()
        for voice, left_out in judged(voices, span.own(unit), span.limits)
    ]


@dataclass(frozen=True)
class KeyedVoice(Voice):
    key: int = 0


def likes(span: Span) -> dict[int, list[tuple[Voice, str]]]:
    """Return for each unit the likes that its posts got in the month, each with why it does not count, or nothing."""
    rows = Like.objects.filter(
        page__postpage__timeline_entry__unit__in=span.units, **span.moments("created_at")
    ).values_list("page__postpage__timeline_entry__unit", "page", "user", "user__date_joined", "created_at")
    by_unit = defaultdict(list)
    for unit, page, person, joined, at in rows.iterator(chunk_size=2000):
        by_unit[unit].append(Voice(page, person, joined, at))
    return {unit: judged(voices, span.own(unit), span.limits) for unit, voices in by_unit.items()}


def replies(span: Span) -> list[tuple[int, int, datetime]]:
    """Return (unit, comment, moment) of what units said officially below comments on their pages."""
    rows = Comment.objects.filter(
        unit__in=span.units,
        unit=F("page_unit"),
        parent__isnull=False,
        state=CommentState.SHOWN,
        **span.moments("shown_at"),
    )
    return list(rows.order_by("shown_at").values_list("unit", "pk", "shown_at"))


def mentions(span: Span) -> list[Called]:
    rows = Mention.objects.filter(unit__in=span.units, **span.moments("at")).order_by("at", "pk")
    return [
        Called(unit, pk, address, at, settled_at is not None and settled_at < span.month.ends)
        for unit, pk, address, at, settled_at in rows.values_list("unit", "pk", "address", "at", "settled_at")
    ]


def follows(span: Span) -> dict[int, int]:
    """Return how many people began to follow each unit, without its own."""
    found: dict[int, int] = defaultdict(int)
    rows = Follow.objects.filter(unit__in=span.units, **span.moments("created_at"))
    for unit, person in rows.values_list("unit", "user").iterator(chunk_size=2000):
        found[unit] += person not in span.own(unit)
    return found
