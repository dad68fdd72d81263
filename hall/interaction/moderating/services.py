"""What moderators do beside deciding: take a decision back, look again at what is public, choose how comments show."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from wagtail.models import ModelLogEntry

from hall.interaction import tasks
from hall.interaction.enums import CommentState, HeldBecause, WordKind
from hall.interaction.models import Comment, CommentSettings, HeldWord, LateComment
from hall.interaction.moderating.decisions import HIDDEN, STATE_AFTER, lines_about, standing
from hall.interaction.moderating.permissions import (
    why_not_hold_again,
    why_not_keep_words,
    why_not_set_at_once,
    why_not_undo,
)
from hall.interaction.moderating.word_list import ListedWord
from hall.interaction.publicity import public_with, tell_change
from hall.interaction.records import note
from hall.interaction.services.locking import lock_comment
from portal.accounts.models import User
from portal.core.background import enqueue_after_commit
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def undo_decision(*, comment_id: int, by: User, now: datetime) -> Comment:
    """Put a comment back to where it stood before one's own last decision. Raises `Refused`."""
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    lines = lines_about(comment)
    refuse_if(why_not_undo(by, comment, lines[-1] if lines else None, now))
    before = public_with(comment)
    [*earlier, last] = standing(lines)
    stand_as_decided(comment, earlier[-1] if earlier else None, was_public=last.action == HIDDEN)
    if comment.state == CommentState.HELD:
        wait_again(comment)
    comment.save()
    note(comment, "undo", by=by, now=now)
    tell_change(comment, before)
    # Of the decision itself the writer has heard at once.
    enqueue_after_commit(tasks.tell_of_decision, comment_pk=comment.pk)
    return comment


def stand_as_decided(comment: Comment, decision: ModelLogEntry | None, *, was_public: bool) -> None:
    """Give a comment the state of an earlier decision, whose time and person it keeps, or of nobody's.

    What nobody has decided waits since it was written; `was_public` tells of what may have shown at once.
    """
    if decision is None:
        comment.state = CommentState.SHOWN if was_public and comment.shown_at else CommentState.HELD
        comment.hidden_reason, comment.decided_by, comment.decided_at = "", None, None
    else:
        comment.state, comment.hidden_reason = STATE_AFTER[decision.action], decision.data.get("reason", "")
        comment.decided_by = User.objects.filter(pk=decision.user_id).first()
        comment.decided_at = decision.timestamp


def wait_again(comment: Comment) -> None:
    """Take a comment from readers, so that somebody looks at it; the desk hears again when it waits too long."""
    comment.state, comment.shown_at = CommentState.HELD, None
    LateComment.objects.filter(comment=comment).delete()


@transaction.atomic
def hold_again(*, comment_id: int, word: HeldWord, by: User, now: datetime) -> Comment:
    """Take a public comment back to the queue because of a word. Raises `Refused`."""
    comment, by = lock_comment(comment_id), User.objects.get(pk=by.pk)
    refuse_if(why_not_hold_again(by, comment))
    before = public_with(comment)
    wait_again(comment)
    comment.held_because, comment.held_word = HeldBecause.WORD, word.word
    comment.decided_by, comment.decided_at = by, now
    comment.save()
    note(comment, "hold", by=by, now=now, word=word.word)
    tell_change(comment, before)
    return comment


@transaction.atomic
def add_words(*, words: Iterable[ListedWord], by: User) -> int:
    """Add words to the list that holds comments, without those that it has. Returns how many. Raises `Refused`."""
    refuse_if(why_not_keep_words(User.objects.get(pk=by.pk)))
    known = set(HeldWord.objects.values_list("folded", flat=True))
    new = {word.folded: word for word in words if word.folded not in known}
    HeldWord.objects.bulk_create(
        [
            HeldWord(word=word.word, folded=folded, kind=WordKind(word.kind), note=word.note)
            for folded, word in new.items()
        ],
        ignore_conflicts=True,
    )
    return len(new)


@transaction.atomic
def set_shows_at_once(*, unit: UnitPage | None, shows_at_once: bool, by: User, now: datetime) -> None:
    """Choose whether comments on the pages of a unit show before anybody looks. Raises `Refused`. Idempotent."""
    refuse_if(why_not_set_at_once(User.objects.get(pk=by.pk), unit))
    chosen, _is_new = CommentSettings.objects.select_for_update().get_or_create(unit=unit)
    if chosen.shows_at_once != shows_at_once:
        chosen.shows_at_once = shows_at_once
        chosen.save(update_fields=["shows_at_once"])
        where = unit.code if unit else ""
        note(chosen, "at_once" if shows_at_once else "look_first", by=by, now=now, unit=where)
