"""Showing, hiding and restoring. The words of a concern never change; what everybody reads is written beside them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from hall.concerns.enums import AnswerState, ConcernEventKind, Voice
from hall.concerns.lines import write_line
from hall.concerns.masking import finds, with_masks
from hall.concerns.models import Answer, Concern, ConcernSearchEntry
from hall.concerns.models.concern import REASON_LIMIT, SUBJECT_LIMIT
from hall.concerns.showing.permissions import (
    why_not_decide_again,
    why_not_hide,
    why_not_mask,
    why_not_moderate,
    why_not_restore,
    why_not_show_answer,
)
from hall.signals import words_hidden, words_shown
from portal.core.locking import lock_row
from portal.core.plain_text import cut, tidy
from portal.core.refusals import refuse_if
from units.permissions import is_hall_desk


@transaction.atomic
def show_concern(
    *,
    concern_id: int,
    by,
    masks: Mapping[str, str],
    pictures: Collection[int] = (),
    with_answer: bool = False,
    seen: str = "",
    now: datetime,
) -> Concern:
    """Let everybody read a concern with these words masked and these pictures; `with_answer` waits for its answer.

    `seen` is the `decision_version` that the moderator had before them: nobody takes off a colleague's mask unseen.
    """
    concern = lock_row(Concern, concern_id)
    answer, answer_before = sent_answer(concern), concern.public_answer
    refuse_if(
        why_not_moderate(by, concern),
        why_not_decide_again(concern, answer, seen),
        why_not_mask(masks, concern.subject, concern.text),
    )
    was_hidden, was_public = concern.hidden_at is not None, concern.is_public
    concern.masks = {**masks_of_answer(concern), **masks}
    concern.public_subject = cut(with_masks(concern.subject, masks), SUBJECT_LIMIT)
    concern.public_text = with_masks(concern.text, masks)
    concern.hidden_at, concern.hidden_reason = None, ""
    concern.moderated_by, concern.moderated_at = by, now
    concern.shows_with_answer = with_answer and answer is None and not was_public
    concern.shown_at = None if concern.shows_with_answer else concern.shown_at or now
    shown = None if was_hidden else concern.shown_answer()
    concern.public_answer = with_masks(shown.text, concern.masks) if shown else ""
    concern.answer_shown_at = concern.answer_shown_at if shown else None
    concern.save()
    for picture in concern.pictures.of_question():
        picture.is_shown = picture.pk in pictures
        picture.save(update_fields=["is_shown"])
    facts = {
        "masked": len(masks),
        "with_answer": concern.shows_with_answer,
        "again": was_public or was_hidden,
    }
    note(concern, ConcernEventKind.SHOWN, by=by, facts=facts, now=now)
    keep_findable(concern)
    if answer and concern.answer_shown_at is None:
        publish_if_harmless(concern, answer, now)
    elif concern.public_answer != answer_before:
        announce(concern, now)
    return concern


@transaction.atomic
def hide_concern(*, concern_id: int, by, reason: str, now: datetime) -> Concern:
    """Take a concern off the public pages, or never let it on, for a reason that who asked reads."""
    concern = lock_row(Concern, concern_id)
    reason = cut(tidy(reason).strip(), REASON_LIMIT)
    refuse_if(why_not_hide(by, concern, reason))
    concern.hidden_at, concern.hidden_reason, concern.shows_with_answer = now, reason, False
    concern.moderated_by, concern.moderated_at = by, now
    concern.save()
    note(concern, ConcernEventKind.HIDDEN, by=by, words=reason, now=now)
    take_off(concern)
    return concern


@transaction.atomic
def restore_concern(*, concern_id: int, by, now: datetime) -> Concern:
    """Bring back what was public before, as it was."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_restore(by, concern))
    concern.hidden_at, concern.hidden_reason = None, ""
    concern.moderated_by, concern.moderated_at = by, now
    concern.save()
    note(concern, ConcernEventKind.SHOWN, by=by, facts={"restored": True}, now=now)
    keep_findable(concern)
    announce(concern, now)
    return concern


@transaction.atomic
def show_answer(*, concern_id: int, by, masks: Mapping[str, str], now: datetime, seen: str = "") -> Concern:
    """Let everybody read the last answer of a public concern with these words masked. `seen` as in `show_concern`."""
    concern = lock_row(Concern, concern_id)
    answer = sent_answer(concern)
    refuse_if(
        why_not_show_answer(by, concern, answer),
        why_not_decide_again(concern, answer, seen),
        why_not_mask(masks, concern.subject, concern.text, answer.text if answer else ""),
    )
    if answer:
        publish(concern, answer, masks, by=by, now=now)
    return concern


@transaction.atomic
def offer_answer(*, concern_id: int, now: datetime) -> None:
    """Show an answer that was sent at once, if nothing in it could identify a person; else a moderator looks at it."""
    concern = lock_row(Concern, concern_id)
    answer = sent_answer(concern)
    if answer and (concern.is_public or (concern.shows_with_answer and not concern.is_private)):
        publish_if_harmless(concern, answer, now)


@transaction.atomic
def forget_public_words(*, concern_id: int) -> None:
    """Take off what is public no more because it was withdrawn or joined to another one."""
    concern = lock_row(Concern, concern_id)
    if not concern.is_public:
        take_off(concern)


def publish_if_harmless(concern: Concern, answer: Answer, now: datetime) -> None:
    """Publish an answer in which nothing was found nor is masked elsewhere, and which names nobody who asked."""
    known = {*concern.masks, concern.asker_name} - {""}
    if not finds(answer.text) and not any(words in answer.text for words in known):
        publish(concern, answer, {}, by=None, now=now)


def publish(concern: Concern, answer: Answer, masks: Mapping[str, str], *, by, now: datetime) -> None:
    """Show an answer. Words masked in it stand in the question no more; what is masked there stays masked in it."""
    alone = {words for words in masks_of_answer(concern) if words in answer.text}
    concern.masks = {words: mask for words, mask in concern.masks.items() if words not in alone} | {**masks}
    concern.public_subject = cut(with_masks(concern.public_subject, masks), SUBJECT_LIMIT)
    concern.public_text = with_masks(concern.public_text, masks)
    concern.public_answer = with_masks(answer.text, concern.masks)
    concern.answer_shown_at = now
    if concern.shows_with_answer:
        concern.shows_with_answer, concern.shown_at = False, now
    if by:
        concern.moderated_by, concern.moderated_at = by, now
    concern.save()
    note(concern, ConcernEventKind.SHOWN, by=by, facts={"answer": answer.pk, "masked": len(masks)}, now=now)
    keep_findable(concern)
    announce(concern, now)


def announce(concern: Concern, now: datetime) -> None:
    """Say what the answer that everybody may read says now, in the name of the unit that gave it."""
    answer = concern.shown_answer()
    if answer is None:
        return
    words_shown.send(
        Concern,
        kind="answer",
        key=concern.pk,
        text=concern.public_answer,
        page=None,
        address=concern.get_absolute_url(),
        unit=answer.unit,
        name=answer.unit.title,
        at=now,
    )


def keep_findable(concern: Concern) -> None:
    """Write what a public concern is found by: its public words alone."""
    if concern.is_public and concern.shown_at:
        terms = [concern.public_subject, concern.public_text, concern.public_answer]
        ConcernSearchEntry.objects.update_or_create(
            concern=concern, defaults={"shown_at": concern.shown_at, "terms": terms}
        )


def take_off(concern: Concern) -> None:
    ConcernSearchEntry.objects.filter(concern=concern).delete()
    if concern.answer_shown_at:
        words_hidden.send(Concern, kind="answer", key=concern.pk)


def masks_of_answer(concern: Concern) -> dict[str, str]:
    """Return the masks for words that stand in the answer alone."""
    asked = f"{concern.subject}\n{concern.text}"
    return {words: mask for words, mask in concern.masks.items() if words not in asked}


def sent_answer(concern: Concern) -> Answer | None:
    return concern.answers.filter(state=AnswerState.SENT).order_by("sent_at", "pk").last()


def note(concern: Concern, kind: ConcernEventKind, *, by, now: datetime, words: str = "", facts=None) -> None:
    voice = Voice.HALL
    if by:
        voice = Voice.DESK if is_hall_desk(by) else Voice.UNIT
    write_line(concern, kind, voice, now=now, person=by, words=words, facts=facts)
