"""Verbs of likes. The count that everybody sees changes in the same transaction."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from hall.interaction.liking.permissions import why_not_like
from hall.interaction.models import Like, LikeCount
from hall.models import PostPage
from portal.accounts.models import User
from portal.core.refusals import refuse_if


@transaction.atomic
def like_post(*, post: PostPage, user: User, now: datetime) -> bool:
    """Count one person's like of a live post. Returns whether it is new: a second click changes nothing."""
    refuse_if(why_not_like(user))
    hold_count(post)
    _like, is_new = Like.objects.get_or_create(page_id=post.pk, user=user, defaults={"created_at": now})
    if is_new:
        LikeCount.objects.filter(page=post.pk).update(total=F("total") + 1)
    return is_new


@transaction.atomic
def take_back_like(*, post: PostPage, user: User) -> None:
    """Take a like back. Idempotent; the count goes down by `receivers.count_like_down`."""
    hold_count(post)
    Like.objects.filter(page=post.pk, user=user).delete()


def hold_count(post: PostPage) -> LikeCount:
    """Lock the count of a post, made when it is new: likes of one post come one after the other."""
    return LikeCount.objects.select_for_update().get_or_create(page_id=post.pk)[0]
