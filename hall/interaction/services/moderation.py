"""Decisions about comments. Each is one transaction, with the comment locked and the reason asked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hall.interaction import tasks
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.permissions import (
    why_not_hide,
    why_not_hide_for,
    why_not_make_concern,
    why_not_restore,
    why_not_show,
)
from hall.interaction.publicity import public_with, tell_change
from hall.interaction.records import note
from hall.interaction.services.locking import lock_comment
from hall.signals import question_found
from portal.accounts.models import User
from portal.core.background import enqueue_after_commit
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def show_comment(*, comment_id: int, by: User, now: datetime) -> Comment:
    """Let readers see a comment that waits. Raises `Refused`."""
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    refuse_if(why_not_show(by, comment))
    return decide(comment, CommentState.SHOWN, "show", by, now)


@transaction.atomic
def hide_comment(*, comment_id: int, by: User, reason: str, now: datetime) -> Comment:
    """Keep a comment from readers, with the replies below it; its writer reads the reason. Raises `Refused`."""
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_hide(by, comment) or why_not_hide_for(reason))
    return decide(comment, CommentState.HIDDEN, "hide", by, now, reason=reason)


@transaction.atomic
def restore_comment(*, comment_id: int, by: User, now: datetime) -> Comment:
    """Let readers see a hidden comment again, or one that was hidden before anybody saw it. Raises `Refused`."""
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    refuse_if(why_not_restore(by, comment))
    return decide(comment, CommentState.SHOWN, "restore", by, now)


@transaction.atomic
def make_concern(*, comment_id: int, by: User, unit: UnitPage | None = None, now: datetime) -> Comment:
    """Hand the question of a comment on to whoever keeps concerns, and keep its address. Raises `Refused`.

    `unit` is whom it asks: that of the page, unless another one is named.
    """
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    refuse_if(why_not_make_concern(by, comment))
    answers = question_found.send(
        Comment,
        text=comment.text,
        unit=unit or comment.page_unit,
        asker=comment.author,
        page=comment.page,
        by=by,
        now=now,
    )
    address = next((answer for _receiver, answer in answers if answer), "")
    refuse_if("" if address else _("Nobody takes questions here at the moment."))
    comment.concern_address = address
    comment.save(update_fields=["concern_address"])
    note(comment, "concern", by=by, now=now, address=address)
    return comment


def decide(
    comment: Comment, state: CommentState, what: str, by: User, now: datetime, reason: str = ""
) -> Comment:
    """Write a decision down, and tell everybody whom it concerns."""
    before = public_with(comment)
    comment.state, comment.hidden_reason = state, reason
    comment.decided_by, comment.decided_at = by, now
    if state == CommentState.SHOWN:
        comment.shown_at = comment.shown_at or now
    comment.save(update_fields=["state", "hidden_reason", "decided_by", "decided_at", "shown_at"])
    note(comment, what, by=by, now=now, **({"reason": reason} if reason else {}))
    tell_change(comment, before)
    enqueue_after_commit(tasks.tell_of_decision, comment_pk=comment.pk)
    enqueue_after_commit(tasks.tell_of_answer, comment_pk=comment.pk)
    return comment
