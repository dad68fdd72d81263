"""What people do with posts. Publishing is not among it: the last approval of a review does that."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext, log

from hall.models import TEXT_LIMIT, Category, PostPage, PostPicture, Withdrawal
from hall.permissions import (
    why_not_change,
    why_not_choose_category,
    why_not_give_reason,
    why_not_overwrite,
    why_not_repost,
    why_not_submit,
    why_not_withdraw,
    why_not_write,
)
from hall.services.reviewing import begin_review
from hall.services.timeline import hide_from_timeline
from hall.signals import post_withdrawn
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.models import PortalImage, PortalMedia
from portal.core.plain_text import cut, tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage

Pictures = Sequence[tuple[PortalImage, str]]


@transaction.atomic
def draft_post(
    *,
    unit: UnitPage,
    author: User,
    text: str,
    category: Category | None = None,
    location: str = "",
    media: PortalMedia | None = None,
    pictures: Pictures = (),
    repost_of: PostPage | None = None,
    go_live_at: datetime | None = None,
    slug: str = "",
) -> PostPage:
    """Save a new draft under a unit. `pictures` are (PortalImage, alternative text) pairs, in order.

    With `go_live_at` it will be public at that time if it is approved by then; without, as soon as it is approved.

    Raises `Refused` when the author does not write for the unit, `ValidationError` for what cannot be kept.
    """
    refuse_if(why_not_write(author, unit), why_not_choose_category(category))
    post = PostPage(repost_of=repost_of, slug=slug, owner=author, live=False, has_unpublished_changes=True)
    fill(post, text=text, category=category, location=location, media=media, pictures=pictures)
    post.go_live_at = go_live_at
    UnitPage.objects.get(pk=unit.pk).add_child(instance=post)
    post.save_revision(user=author, clean=False)
    log(instance=post, action="wagtail.create", user=author)
    return post


@transaction.atomic
def save_draft(
    *,
    post_id: int,
    author: User,
    text: str,
    category: Category | None = None,
    location: str = "",
    media: PortalMedia | None = None,
    pictures: Pictures = (),
    go_live_at: datetime | None = None,
    seen: str = "",
    correction: str = "",
) -> PostPage:
    """Save another version of a post that is not under review; what readers see, or saw, stays as it is.

    `seen` is the `version` the author began with: a newer one is not overwritten unread, be it one's own.
    `correction` tells readers why it changes, and is kept only where they have seen the post.
    """
    row = lock_row(PostPage, post_id)
    refuse_if(
        why_not_change(author, row)
        or why_not_overwrite(author, row, seen)
        or why_not_choose_category(category, row)
    )
    post = row.get_latest_revision_as_object()
    post.correction = " ".join(tidy(correction).split()) if row.first_published_at else ""
    fill(post, text=text, category=category, location=location, media=media, pictures=pictures)
    post.go_live_at = go_live_at
    if not post.live and not hasattr(row, "withdrawal"):
        post.save(clean=False)
    post.save_revision(user=author, log_action=True, clean=False)
    return post


def fill(post: PostPage, *, text, category, location, media, pictures: Pictures) -> None:
    """Put what was written into a post. A draft may lack its category; nothing else may be wrong."""
    post.text, post.category, post.location, post.media = tidy(text), category, location, media
    post.pictures.set(
        [
            PostPicture(image=image, alt_text=tidy(alt), sort_order=place)
            for place, (image, alt) in enumerate(pictures)
        ]
    )
    structure = ["path", "depth", "numchild", "url_path", "content_type", "locale", "translation_key"]
    post.full_clean(exclude=[*structure, "category"], validate_unique=False)


@transaction.atomic
def submit_post(*, post_id: int, user: User) -> PostPage:
    """Start the review of a draft. Raises `Refused` when it is under review already or not the user's."""
    post = lock_row(PostPage, post_id)
    refuse_if(why_not_submit(user, post))
    begin_review(page=post, user=user)
    return post


@transaction.atomic
def repost_post(*, original: PostPage, unit: UnitPage, author: User, words: str = "") -> PostPage:
    """Save a draft that carries another unit's post on, with the unit's own words.

    A repost of a repost carries the first original and quotes what the other unit said about it. Asked for twice
    without words, it is the draft that is there already.
    """
    source = original.repost_of or original
    refuse_if(why_not_repost(author, unit, source))
    if source != original and original.text:
        words = cut(f"{words}//@{original.unit.title}:{original.text}", TEXT_LIMIT)
    begun = PostPage.objects.child_of(unit).begun_reposts(author, source).first()
    if begun and begun.text == words:
        return begun
    category = None if why_not_choose_category(source.category) else source.category
    return draft_post(unit=unit, author=author, text=words, category=category, repost_of=source)


@transaction.atomic
def withdraw_post(*, post_id: int, by: User, reason: str, now: datetime) -> Withdrawal:
    """Take a live post off the portal; its address tells the reason. Raises `Refused`.

    A change of it that waits for review is taken back: its approval would make the post public again.
    """
    post = lock_row(PostPage, post_id)
    refuse_if(why_not_withdraw(by, post))
    return take_off(post=post, by=by, reason=reason, now=now)


@transaction.atomic
def take_off(*, post: PostPage, by: User, reason: str, now: datetime) -> Withdrawal:
    """Withdraw a locked post for somebody whose right to it was asked. Raises `Refused` without a reason."""
    reason = tidy(reason).strip()
    refuse_if(why_not_give_reason(reason))
    if run := post.current_workflow_state:
        run.cancel(user=by)
    seen = post.live_revision
    withdrawal = Withdrawal.objects.create(post=post, reason=reason, withdrawn_by=by, withdrawn_at=now)
    with LogContext(user=by):
        UnpublishPageAction(post, user=by).execute(skip_permission_checks=True)
    hide_from_timeline(post=post)
    log(instance=post, action="hall.withdraw", user=by, data={"reason": reason})
    post_withdrawn.send(PostPage, post=post, withdrawal=withdrawal, revision=seen)
    return withdrawal
