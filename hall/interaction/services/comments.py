"""What people and units say under pages. Each verb is one transaction that asks the reason again."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from hall.interaction import tasks
from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.held_words import hold_for_words
from hall.interaction.models import Comment, CommentSettings, HeldWord, TrustedSpeaker
from hall.interaction.permissions import (
    why_not_answer,
    why_not_comment,
    why_not_say,
    why_not_speak_for,
    why_not_take_back,
    why_not_take_comments,
)
from hall.interaction.places import unit_of
from hall.interaction.publicity import public_with, tell_change
from hall.interaction.records import note
from hall.interaction.services.locking import lock_comment
from portal.accounts.models import User
from portal.accounts.names import shown_name
from portal.core.background import enqueue_after_commit
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_role


@transaction.atomic
def write_comment(
    *,
    page_id: int,
    author: User,
    text: str,
    token: str,
    answers_id: int | None = None,
    wants_mail: bool = False,
    now: datetime,
) -> Comment:
    """Keep what a citizen says under a page, or in answer to a comment there. Raises `Refused`.

    It waits for a person, unless the unit shows comments at once or trusts the writer. `token` names the form: sent
    again, it is the comment that is there already.
    """
    author = User.objects.get(pk=author.pk)
    if sent := Comment.objects.sent_before(author, token):
        return sent
    page, answered = Page.objects.get(pk=page_id).specific, lock_answered(answers_id)
    refuse_if(
        why_not_comment(author, page, now)
        or (answers_id and why_not_answer(answered, page))
        or why_not_say(tidy(text))
    )
    unit = unit_of(page)
    because, word = why_hold(author, unit, text)
    return add_comment(
        page=page,
        page_unit=unit,
        answered=answered,
        author=author,
        name=shown_name(author),
        text=text,
        token=token,
        held_because=because,
        held_word=word,
        wants_mail=wants_mail,
        now=now,
    )


@transaction.atomic
def reply_officially(
    *,
    page_id: int,
    unit: UnitPage,
    by: User,
    text: str,
    token: str,
    answers_id: int | None = None,
    now: datetime,
) -> Comment:
    """Say something in the voice of a unit, under a page or in answer to a comment there. Raises `Refused`.

    A spokesperson speaks at once. What an editor or a liaison writes waits for a spokesperson of the unit.
    """
    by = User.objects.get(pk=by.pk)
    if sent := Comment.objects.sent_before(by, token):
        return sent
    page, answered = Page.objects.get(pk=page_id).specific, lock_answered(answers_id)
    refuse_if(
        why_not_speak_for(by, unit)
        or why_not_take_comments(page)
        or (answers_id and why_not_answer(answered, page))
        or why_not_say(tidy(text))
    )
    return add_comment(
        page=page,
        page_unit=unit_of(page),
        answered=answered,
        author=by,
        name=unit.title[: Comment._meta.get_field("name").max_length],
        unit=unit,
        text=text,
        token=token,
        held_because="" if has_role(by, unit, Role.REVIEWER) else HeldBecause.VOICE,
        now=now,
    )


@transaction.atomic
def withdraw_own_comment(*, comment_id: int, by: User, now: datetime) -> Comment:
    """Take one's own comment back. What others answered to it stays. Raises `Refused`."""
    comment = lock_comment(comment_id)
    refuse_if(why_not_take_back(by, comment))
    before = public_with(comment)
    comment.state = CommentState.WITHDRAWN
    comment.save(update_fields=["state"])
    note(comment, "withdraw", by=by, now=now)
    tell_change(comment, before)
    return comment


def lock_answered(comment_id: int | None) -> Comment | None:
    """Lock the comment that is answered, so that nobody hides it meanwhile. None where there is no such."""
    if comment_id is None or not Comment.objects.filter(pk=comment_id).exists():
        return None
    return lock_comment(comment_id)


def why_hold(author: User, unit: UnitPage | None, text: str) -> tuple[str, str]:
    """Return why a citizen's words wait for a person, and the word that holds them; nothing where they need not."""
    words = HeldWord.objects.filter(is_active=True).values_list("word", flat=True)
    if word := hold_for_words(text, words):
        return HeldBecause.WORD, word
    if CommentSettings.objects.shows_at_once(unit) or TrustedSpeaker.objects.trusts(author, unit):
        return "", ""
    return HeldBecause.RULE, ""


def add_comment(
    *, page: Page, answered: Comment | None, author: User, text: str, token: str, now: datetime, **fields
) -> Comment:
    """Write the row: a reply to a reply stands under the same comment at the top and names whom it answers.

    Of two forms with one token the second finds the comment of the first.
    """
    is_held = bool(fields["held_because"])
    comment, is_new = Comment.objects.get_or_create(
        author=author,
        token=token,
        defaults={
            "page_id": page.pk,
            "parent": answered and (answered.parent or answered),
            "answers": answered if answered and answered.parent else None,
            "text": tidy(text),
            "original_text": text,
            "state": CommentState.HELD if is_held else CommentState.SHOWN,
            "created_at": now,
            "shown_at": None if is_held else now,
            **fields,
        },
    )
    if is_new:
        voice = {"unit": comment.unit.code} if comment.unit else {}
        note(comment, "write", by=author, now=now, held=comment.held_because, word=comment.held_word, **voice)
        tell_change(comment, set())
        enqueue_after_commit(tasks.tell_of_answer, comment_pk=comment.pk)
    return comment
