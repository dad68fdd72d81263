"""Passing a post on with one click, taking that back, and putting a suggestion aside."""

from datetime import datetime

from django.db import transaction

from hall.models import PostPage, SuggestionAside
from hall.permissions import why_not_write
from hall.services import repost_post, submit_post
from hall.together.permissions import why_not_carry, why_not_undo
from hall.together.queries import carried, runs_decided
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def carry_post(*, original: PostPage, unit: UnitPage, by: User) -> PostPage:
    """Make a repost without words and submit it, both or nothing. Raises `Refused`; of two at once one is told."""
    unit = lock_row(UnitPage, unit.pk)
    source = original.repost_of or original
    refuse_if(why_not_carry(by, unit, source, carried(unit, [source]).get(source.pk)))
    draft = repost_post(original=original, unit=unit, author=by)
    return submit_post(post_id=draft.pk, user=by)


@transaction.atomic
def undo_carrying(*, post_id: int, by: User) -> PostPage:
    """End the review of a repost that nobody has decided on; it stays as a draft. Raises `Refused`."""
    post = lock_row(PostPage, post_id)
    refuse_if(why_not_undo(by, post, is_decided=bool(runs_decided([post]))))
    post.current_workflow_state.cancel(user=by)
    return post


@transaction.atomic
def put_aside(*, unit: UnitPage, post: PostPage, by: User, now: datetime) -> None:
    """Suggest this post to the unit no more. Idempotent. Raises `Refused`."""
    refuse_if(why_not_write(by, unit))
    SuggestionAside.objects.get_or_create(unit=unit, post=post, defaults={"by": by, "at": now})


@transaction.atomic
def take_up_again(*, unit: UnitPage, post: PostPage, by: User) -> None:
    """Suggest it again. Idempotent. Raises `Refused`."""
    refuse_if(why_not_write(by, unit))
    SuggestionAside.objects.filter(unit=unit, post=post).delete()
