"""What is done to an answer on its way: draft, submit, approve, return, take back. The last approval sends it.

Each verb locks the concern first and its answer with it, so that of two people at once one wins and the other is told.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hall.concerns.answering import notifications
from hall.concerns.answering.hints import rows_to_keep
from hall.concerns.answering.permissions import (
    unsent_answer,
    was_gone,
    why_not_answer,
    why_not_approve,
    why_not_decide,
    why_not_keep,
    why_not_overwrite,
    why_not_submit,
    why_not_take_back,
)
from hall.concerns.answering.steps import digest_of, level_that_waits
from hall.concerns.enums import AnswerState, ConcernEventKind, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Answer, AnswerApproval, Concern
from hall.concerns.models.concern import REASON_LIMIT
from hall.concerns.permissions import why_not_words
from hall.concerns.services import begin_answer, send_answer
from hall.models import Category
from hall.permissions import why_not_choose_category
from hall.review.models import SpeechDismissal
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def draft_answer(
    *,
    concern_id: int,
    author: User,
    text: str,
    category: Category,
    seen: str,
    now: datetime,
    dismissed_hints: Iterable[SpeechDismissal] = (),
) -> Answer:
    """Save the words of an answer. `seen` is the `version_of` the answer that the author had before them.

    Raises `Refused` while it is under review, and when somebody else has saved another version meanwhile.
    """
    concern = lock_row(Concern, concern_id)
    answer = unsent_answer(concern)
    text = tidy(text).strip()
    refuse_if(
        why_not_answer(author, concern)
        or why_not_keep(text)
        or why_not_overwrite(author, answer, seen)
        or (why_not_choose_category(category) if answer is None or answer.category != category else "")
    )
    if answer is None:
        answer = Answer(concern=concern, created_at=now)
    is_other = answer.pk is None or (answer.text, answer.category_id) != (text, category.pk)
    answer.unit, answer.category, answer.text, answer.edited_at = concern.unit, category, text, now
    answer.dismissed_hints = rows_to_keep(answer, dismissed_hints, author)
    answer.save()
    if is_other:
        answer.approvals.all().delete()
        answer.writers.add(author)
    begin_answer(concern_id=concern_id, user=author, now=now)
    return answer


@transaction.atomic
def submit_answer(*, answer_id: int, author: User, now: datetime) -> Answer:
    """Begin the review of an answer. One that was returned passes no fewer steps than before."""
    answer = lock_answer(answer_id)
    refuse_if(why_not_submit(author, answer))
    answer.levels = max(answer.category.levels, answer.levels or 0)
    answer.state = AnswerState.UNDER_REVIEW
    answer.submitted_by, answer.submitted_at = author, now
    answer.returned_by, answer.returned_at, answer.returned_reason = None, None, ""
    answer.save()
    answer.approvals.all().delete()
    write_line(answer.concern, ConcernEventKind.SUBMITTED, Voice.UNIT, person=author, now=now)
    notifications.tell_reviewers(answer, now)
    return answer


@transaction.atomic
def approve_answer(*, answer_id: int, reviewer: User, seen: str, now: datetime) -> Answer:
    """Approve an answer at the step where it waits; the last approval sends it. `seen` is its `digest_of`."""
    answer = lock_answer(answer_id)
    refuse_if(why_not_approve(reviewer, answer, seen))
    level = level_that_waits(answer)
    assert level, "Nobody approves what waits for nobody."
    AnswerApproval.objects.create(answer=answer, level=level, by=reviewer, at=now, digest=digest_of(answer))
    write_line(
        answer.concern,
        ConcernEventKind.APPROVED,
        Voice.UNIT,
        person=reviewer,
        now=now,
        facts={"level": level},
    )
    if level_that_waits(answer) is None:
        send_answer(answer_id=answer.pk, user=reviewer, now=now)
    else:
        notifications.tell_reviewers(answer, now)
    return answer


@transaction.atomic
def return_answer(*, answer_id: int, reviewer: User, reason: str, now: datetime) -> Answer:
    """Give an answer back to those who wrote it, with what should change."""
    answer = lock_answer(answer_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_decide(reviewer, answer) or why_not_words(reason, REASON_LIMIT))
    answer.state = AnswerState.DRAFT
    answer.returned_by, answer.returned_at, answer.returned_reason = reviewer, now, reason
    answer.save()
    answer.approvals.all().delete()
    write_line(answer.concern, ConcernEventKind.RETURNED, Voice.UNIT, person=reviewer, now=now, words=reason)
    notifications.tell_writers(answer, now)
    return answer


@transaction.atomic
def take_back_answer(*, answer_id: int, author: User, now: datetime) -> Answer:
    """End the review of an answer that its writers want to change."""
    answer = lock_answer(answer_id)
    refuse_if(why_not_take_back(author, answer))
    answer.state = AnswerState.DRAFT
    answer.save()
    answer.approvals.all().delete()
    write_line(answer.concern, ConcernEventKind.TAKEN_BACK, Voice.UNIT, person=author, now=now)
    return answer


def lock_answer(answer_id: int) -> Answer:
    """Lock an answer by its concern, which every verb locks first. Raises `Refused` if it went meanwhile."""
    known = Answer.objects.filter(pk=answer_id)
    concern_id = known.values_list("concern_id", flat=True).first()
    concern = lock_row(Concern, concern_id) if concern_id else None
    answer = known.select_related("unit", "category", "submitted_by").first()
    if concern is None or answer is None:
        raise Refused([was_gone()])
    answer.concern = concern
    return answer
