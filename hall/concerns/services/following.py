"""Who wants to hear of the answer to a public concern."""

from datetime import datetime

from django.db import transaction

from hall.concerns import notifications
from hall.concerns.models import Answer, Concern, ConcernFollow
from hall.concerns.permissions import why_not_follow
from portal.accounts.models import User
from portal.core.refusals import refuse_if


@transaction.atomic
def follow_concern(*, user: User, concern_id: int, now: datetime) -> ConcernFollow:
    """Follow a public concern; once is enough. Raises `Refused`."""
    concern = Concern.objects.get(pk=concern_id)
    refuse_if(why_not_follow(user, concern))
    follow, _created = ConcernFollow.objects.get_or_create(
        user=user, concern=concern, defaults={"since": now}
    )
    return follow


@transaction.atomic
def tell_followers(*, concern_id: int, now: datetime) -> None:
    """Tell who follows a public concern that its answer can be read: of each answer once."""
    concern = Concern.objects.public().filter(pk=concern_id).first()
    answer = concern.shown_answer() if concern else None
    if answer and Answer.objects.filter(pk=answer.pk, followers_told_at=None).update(followers_told_at=now):
        notifications.tell_of_public_answer(concern, now)


@transaction.atomic
def unfollow_concern(*, user: User, concern_id: int) -> None:
    """Follow it no more, whatever has become of it."""
    ConcernFollow.objects.filter(user=user, concern_id=concern_id).delete()
