"""Keeps what readers are told about a post that changed."""

from datetime import datetime

from django.db import transaction

from hall.models import Correction, PostPage, TimelineEntry


@transaction.atomic
def note_correction(*, post: PostPage, revision_number: int, now: datetime) -> None:
    """Keep why a version took the place of what readers saw. Call it before the timeline shows that. Idempotent.

    A change that came past the review may lack a reason; it is told all the same.
    """
    if post.correction or TimelineEntry.objects.filter(post=post).exists():
        Correction.objects.get_or_create(
            post=post,
            revision_number=revision_number,
            defaults={"reason": post.correction, "made_at": now},
        )
