"""Keeps what live posts are found by."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from hall.models import SearchEntry, TimelineEntry


def make_findable(*, entries: Sequence[TimelineEntry]) -> None:
    """Write what these timeline entries are found by, in one statement however many. Idempotent."""
    prefetch_related_objects(entries, "post__pictures")
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(
                entry=entry,
                unit_id=entry.unit_id,
                published_at=entry.published_at,
                terms=texts_of(entry.post),
            )
            for entry in entries
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["unit", "published_at", "terms"],
    )


def texts_of(post) -> list[str]:
    """Return the texts that a post is found by: what its card shows, and the words that stand for its pictures."""
    return [post.text, post.location, *(picture.alt_text for picture in post.pictures.all())]
