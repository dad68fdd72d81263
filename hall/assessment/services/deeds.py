"""A unit marks a post as a good deed, and the desk says whether it is one."""

from datetime import datetime

from django.db import transaction

from hall.assessment.enums import DeedState
from hall.assessment.models import GoodDeed
from hall.assessment.models.deed import WORDS_LIMIT
from hall.assessment.permissions import why_not_decide_deed, why_not_mark_deed, why_not_words
from hall.models import PostPage
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if


@transaction.atomic
def mark_deed(*, post_id: int, words: str, user: User, now: datetime) -> GoodDeed:
    """Propose a public post as a good deed: `words` say what was done for whom. Raises `Refused`."""
    post = lock_row(PostPage, post_id)
    words = " ".join(tidy(words).split())
    refuse_if(why_not_mark_deed(user, post), why_not_words(words, WORDS_LIMIT))
    return GoodDeed.objects.create(post=post, unit=post.unit, words=words, marked_by=user, marked_at=now)


@transaction.atomic
def confirm_deed(*, deed_id: int, user: User, now: datetime) -> GoodDeed:
    """Say that it is one: it counts in this month, and its post carries a badge. Raises `Refused`."""
    return decide(deed_id, DeedState.CONFIRMED, "", user, now)


@transaction.atomic
def decline_deed(*, deed_id: int, reason: str, user: User, now: datetime) -> GoodDeed:
    """Say that it is none, and why. Raises `Refused`."""
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_words(reason, WORDS_LIMIT))
    return decide(deed_id, DeedState.DECLINED, reason, user, now)


def decide(deed_id: int, state: DeedState, reason: str, user: User, now: datetime) -> GoodDeed:
    deed = GoodDeed.objects.select_for_update().get(pk=deed_id)
    refuse_if(why_not_decide_deed(user, deed))
    deed.state, deed.reason, deed.decided_by, deed.decided_at = state, reason, user, now
    deed.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return deed
