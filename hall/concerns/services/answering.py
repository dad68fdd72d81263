"""What the way of an answer means for its concern. Whether an answer may be sent is the review's to say."""

from datetime import datetime

from django.db import transaction

from hall.concerns.enums import AnswerState, ConcernEventKind, ConcernState, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Answer, Concern
from hall.concerns.permissions import why_not_step
from hall.concerns.services.talking import WAITING_FIELDS
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day


@transaction.atomic
def begin_answer(*, concern_id: int, user: User, now: datetime) -> Concern:
    """Mark that the unit has begun to answer; saying so again changes nothing. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_step("begin_answer", concern))
    if concern.state != ConcernState.ANSWERING:
        concern.state = ConcernState.ANSWERING
        concern.save(update_fields=["state"])
        write_line(concern, ConcernEventKind.BEGUN, Voice.UNIT, now=now, person=user)
    return concern


@transaction.atomic
def send_answer(*, answer_id: int, user: User | None, now: datetime) -> Answer:
    """Send an answer that passed its review: the clock stops, and who asked is told. Raises `Refused`.

    `user` is whose approval was the last; the caller has asked whether all that the category demands were given.
    """
    concern = lock_row(Concern, Answer.objects.values_list("concern_id", flat=True).get(pk=answer_id))
    answer = Answer.objects.select_for_update().get(pk=answer_id)
    refuse_if(why_not_step("answer", concern))
    answer.state, answer.sent_at, answer.due_on = AnswerState.SENT, now, concern.due_on
    answer.save(update_fields=["state", "sent_at", "due_on"])
    concern.state, concern.answered_at = ConcernState.ANSWERED, now
    concern.first_answered_at = concern.first_answered_at or now
    concern.asked_back_at = None
    # What came in while the answer was reviewed is not answered by it.
    if answer.submitted_at is None or (concern.unread_since and concern.unread_since <= answer.submitted_at):
        concern.unread_since = None
    concern.save(update_fields=["state", "answered_at", "first_answered_at", *WAITING_FIELDS])
    facts = {"due_on": concern.due_on.isoformat(), "late": local_day(now) > concern.due_on}
    write_line(concern, ConcernEventKind.ANSWERED, Voice.UNIT, now=now, person=user, facts=facts)
    return answer
