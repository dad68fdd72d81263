"""What follows when comments come before readers or go: they are counted, and other floors are told."""

from django.db.models import Q

from hall.interaction.models import Comment
from hall.models import TimelineEntry
from hall.signals import words_hidden, words_shown

KIND = "comment"


def public_with(comment: Comment) -> set[int]:
    """Return the keys of what readers see of a comment and of those below it."""
    thread = Comment.objects.shown().filter(Q(pk=comment.pk) | Q(parent=comment.pk))
    return set(thread.values_list("pk", flat=True))


def tell_change(page_id: int, before: set[int], after: set[int]) -> None:
    """Tell which comments of a page came before readers and which went, and count them anew."""
    for key in sorted(before - after):
        words_hidden.send(Comment, kind=KIND, key=key)
    came = Comment.objects.filter(pk__in=after - before).select_related("page", "unit", "author")
    for comment in came.order_by("created_at", "pk"):
        words_shown.send(
            Comment,
            kind=KIND,
            key=comment.pk,
            text=comment.text,
            page=comment.page,
            address=comment.get_absolute_url(),
            unit=comment.unit,
            name=comment.said_by,
            at=comment.created_at,
        )
    count_comments(page_id)


def count_comments(page_id: int) -> None:
    """Set the number that the card of a post shows. Its row is locked first, so that no two count past each other."""
    entry = TimelineEntry.objects.select_for_update().filter(post=page_id).first()
    if entry:
        entry.comment_count = Comment.objects.shown().filter(page=page_id).count()
        entry.save(update_fields=["comment_count"])
