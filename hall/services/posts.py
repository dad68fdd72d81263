"""What people do with posts. Publishing is not among it: the last approval of a review does that."""

from datetime import datetime

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from hall.models import Category, PostPage, Withdrawal
from hall.permissions import why_not_repost, why_not_submit, why_not_withdraw, why_not_write
from hall.services.timeline import hide_from_timeline
from portal.accounts.models import User
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def draft_post(
    *,
    unit: UnitPage,
    author: User,
    text: str,
    category: Category | None = None,
    location: str = "",
    media=None,
    pictures=(),
    repost_of: PostPage | None = None,
) -> PostPage:
    """Save a new draft under a unit. `pictures` are (PortalImage, alternative text) pairs, in order.

    Raises `Refused` when the author does not write for the unit, `ValidationError` for what cannot be kept.
    """
    refuse_if(why_not_write(author, unit))
    post = PostPage(
        text=text,
        category=category,
        location=location,
        media=media,
        repost_of=repost_of,
        owner=author,
        live=False,
        has_unpublished_changes=True,
    )
    post.pictures.set(
        [
            post.pictures.model(image=image, alt_text=alt, sort_order=i)
            for i, (image, alt) in enumerate(pictures)
        ]
    )
    unit.add_child(instance=post)
    post.save_revision(user=author)
    log(instance=post, action="wagtail.create", user=author)
    return post


@transaction.atomic
def submit_post(*, post_id: int, user: User) -> PostPage:
    """Start the review of a draft. Raises `Refused` when it is under review already or not the user's."""
    post = PostPage.objects.select_for_update(of=("self",)).get(pk=post_id)
    refuse_if(why_not_submit(user, post))
    state = post.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        post.get_workflow().start(post, user)
    return post


@transaction.atomic
def repost_post(*, original: PostPage, unit: UnitPage, author: User, words: str = "") -> PostPage:
    """Save a draft that carries another unit's post on, with the unit's own words. A repost of a repost
    carries the first original."""
    source = original.repost_of or original
    refuse_if(why_not_repost(author, unit, source))
    return draft_post(unit=unit, author=author, text=words, category=source.category, repost_of=source)


@transaction.atomic
def withdraw_post(*, post_id: int, by: User, reason: str, now: datetime) -> Withdrawal:
    """Take a live post off the portal; its address tells the reason. Raises `Refused`."""
    post = PostPage.objects.select_for_update(of=("self",)).get(pk=post_id)
    refuse_if(why_not_withdraw(by, post, reason))
    UnpublishPageAction(post, user=by).execute(skip_permission_checks=True)
    hide_from_timeline(post=post)
    log(instance=post, action="hall.withdraw", user=by, data={"reason": reason})
    return Withdrawal.objects.create(post=post, reason=reason, withdrawn_by=by, withdrawn_at=now)
