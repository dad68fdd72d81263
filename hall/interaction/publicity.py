"""What follows when comments come before readers or go: they are counted, and other floors are told."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from hall.interaction.enums import WordsKind
from hall.interaction.models import Comment
from hall.models import TimelineEntry
from hall.signals import words_hidden, words_shown


def public_with(comment: Comment) -> set[int]:
    """Return the keys of what readers see of a comment and of those below it."""
    thread = Comment.objects.shown().filter(Q(pk=comment.pk) | Q(parent=comment.pk))
    return set(thread.values_list("pk", flat=True))


def tell_change(comment: Comment, before: set[int]) -> None:
    """Tell what of a comment and those below it came before readers or went, and count the page anew.

    Whoever withdraws a post takes its entry too: what is told is true in that order.
    """
    entry = hold_entry(comment.page_id)
    after = public_with(comment)
    tell_gone(before - after)
    tell_come(after - before)
    count(entry, comment.page_id)


@transaction.atomic
def tell_page_gone(page_id: int) -> None:
    """Tell that a page and all that people said below it is public no more."""
    tell_gone(Comment.objects.open().filter(page=page_id).values_list("pk", flat=True))


@transaction.atomic
def tell_page_back(page_id: int) -> None:
    """Tell what people said below a post that is public again: its new entry knows of no comments."""
    entry = hold_entry(page_id)
    keys = set(Comment.objects.shown().filter(page=page_id).values_list("pk", flat=True))
    if entry and entry.comment_count != len(keys):
        tell_come(keys)
        count(entry, page_id)


@transaction.atomic
def tell_place_back(page_id: int) -> None:
    """Tell what people said below a unit or the hall that is public again; no card counts it."""
    tell_come(set(Comment.objects.shown().filter(page=page_id).values_list("pk", flat=True)))


def tell_gone(keys: Iterable[int]) -> None:
    for key in sorted(keys):
        words_hidden.send(Comment, kind=WordsKind.COMMENT, key=key)


def tell_come(keys: set[int]) -> None:
    came = Comment.objects.filter(pk__in=keys).select_related("page", "unit", "author")
    for comment in came.order_by("created_at", "pk"):
        words_shown.send(
            Comment,
            kind=WordsKind.COMMENT,
            key=comment.pk,
            text=comment.text,
            page=comment.page,
            address=comment.get_absolute_url(),
            unit=comment.unit,
            name=comment.said_by,
            at=comment.created_at,
        )


def hold_entry(page_id: int) -> TimelineEntry | None:
    """Lock the row of a post that cards read its count from, so that no two count past each other."""
    return TimelineEntry.objects.select_for_update().filter(post=page_id).first()


def count(entry: TimelineEntry | None, page_id: int) -> None:
    if entry:
        entry.comment_count = Comment.objects.shown().filter(page=page_id).count()
        entry.save(update_fields=["comment_count"])
