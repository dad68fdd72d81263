"""How a concern ends, and how it is opened again."""

from datetime import datetime

from django.db import transaction

from hall.concerns.deadlines import deadline_from
from hall.concerns.enums import AnswerState, ConcernEventKind, ConcernState, MessageKind, Outcome, Voice
from hall.concerns.graph import GRAPH
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, Transfer
from hall.concerns.permissions import (
    why_not_confirm,
    why_not_merge,
    why_not_rate,
    why_not_reopen,
    why_not_speak_as_asker,
    why_not_step,
    why_not_take,
    why_not_withdraw,
    why_not_words,
)
from hall.concerns.services.passing import DEADLINE_FIELDS, move_deadline
from hall.concerns.services.talking import WAITING_FIELDS, keep_message
from hall.concerns.terms import SILENT_AFTER
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.queries import load_calendar
from portal.core.refusals import refuse_if


@transaction.atomic
def withdraw(
    *, concern_id: int, user: User | None, now: datetime, reason: str = "", holds_code: bool = False
) -> Concern:
    """Take a question back: nobody owes an answer any more, and it leaves the public list. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    if is_done_by_asker(concern, Outcome.WITHDRAWN, user, holds_code):
        return concern
    reason = tidy(reason).strip()
    refuse_if(why_not_withdraw(user, concern, holds_code=holds_code) or (reason and why_not_words(reason)))
    if reason:
        keep_message(concern, reason, now=now, kind=MessageKind.WITHDRAWAL, author=user)
    concern.answers.exclude(state=AnswerState.SENT).delete()
    close(concern, "withdraw", now)
    write_line(concern, ConcernEventKind.WITHDRAWN, Voice.CITIZEN, now=now)
    return concern


@transaction.atomic
def merge(*, concern_id: int, into_id: int, user: User, now: datetime) -> Concern:
    """Join a concern to another one of the same matter: its asker is led to the answer of that. Raises `Refused`.

    What was joined to it before is joined to the other one too, so that everybody is led there in one step.
    """
    rows = {pk: lock_row(Concern, pk) for pk in sorted({concern_id, into_id})}
    concern, into = rows[concern_id], rows[into_id]
    refuse_if(why_not_merge(user, concern, into))
    concern.answers.exclude(state=AnswerState.SENT).delete()
    concern.merged_into = into
    close(concern, "merge", now)
    concern.duplicates.update(merged_into=into)
    facts = {"into": into.number}
    write_line(concern, ConcernEventKind.MERGED, Voice.DESK, now=now, person=user, facts=facts)
    return concern


@transaction.atomic
def confirm_solved(
    *,
    concern_id: int,
    user: User | None,
    now: datetime,
    rating: int | None = None,
    holds_code: bool = False,
) -> Concern:
    """Let who asked say that it is solved, and rate the answer if they like. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    if is_done_by_asker(concern, Outcome.SOLVED, user, holds_code):
        return concern
    refuse_if(why_not_confirm(user, concern, holds_code=holds_code))
    close(concern, "confirm_solved", now)
    write_line(concern, ConcernEventKind.SOLVED, Voice.CITIZEN, now=now)
    if rating and not concern.rating:
        rate(concern_id=concern_id, user=user, rating=rating, now=now, holds_code=holds_code)
        concern.refresh_from_db()
    return concern


@transaction.atomic
def rate(
    *, concern_id: int, user: User | None, rating: int, now: datetime, holds_code: bool = False
) -> Concern:
    """Keep how content who asked is with the answer, 1 to 5, once for each answer. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_rate(user, concern, holds_code=holds_code))
    concern.rating, concern.rated_at = rating, now
    concern.save(update_fields=["rating", "rated_at"])
    write_line(concern, ConcernEventKind.RATED, Voice.CITIZEN, now=now, facts={"rating": rating})
    return concern


@transaction.atomic
def reopen(
    *,
    concern_id: int,
    user: User | None,
    why: str,
    now: datetime,
    rating: int | None = None,
    token: str = "",
    holds_code: bool = False,
) -> Concern:
    """Let who asked say why it is not solved: the unit has it again, with a new deadline. Raises `Refused`.

    They may rate the answer that solved nothing; the next one can be rated anew. A unit that takes no questions any
    more leaves it to the desk.
    """
    concern = lock_row(Concern, concern_id)
    if token and concern.messages.filter(token=token).exists():
        return concern
    why = tidy(why).strip()
    refuse_if(why_not_reopen(user, concern, now, holds_code=holds_code) or why_not_words(why))
    if rating and not concern.rating:
        concern = rate(concern_id=concern_id, user=user, rating=rating, now=now, holds_code=holds_code)
    keep_message(concern, why, now=now, kind=MessageKind.NOT_SOLVED, author=user, token=token)
    facts = {"rating": concern.rating, "due_before": concern.due_on.isoformat()}
    if why_not_take(concern.unit):
        Transfer.objects.create(concern=concern, from_unit=concern.unit, to_unit=None, at=now)
        concern.unit = None
    concern.state = GRAPH["reopen"].to if concern.unit else ConcernState.RECEIVED
    concern.outcome, concern.closed_at = "", None
    concern.rating = concern.rated_at = None
    concern.asked_back_at = concern.unread_since = None
    concern.reopened_at, concern.reopened_times = now, concern.reopened_times + 1
    move_deadline(concern, deadline_from(now, concern.kind.working_days, load_calendar()))
    concern.save(
        update_fields=[
            *("state", "outcome", "closed_at", "unit", "rating", "rated_at", "reopened_at", "reopened_times"),
            *DEADLINE_FIELDS,
            *WAITING_FIELDS,
        ]
    )
    facts["due_on"] = concern.due_on.isoformat()
    write_line(concern, ConcernEventKind.REOPENED, Voice.CITIZEN, now=now, facts=facts)
    return concern


@transaction.atomic
def close_silent(*, concern_id: int, now: datetime) -> Concern:
    """Close what was answered long ago and what nobody objected to. Raises `Refused` when it moved meanwhile."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_step("close_silent", concern))
    if Concern.objects.silent_since(now - SILENT_AFTER).filter(pk=concern_id).exists():
        close(concern, "close_silent", now)
        write_line(concern, ConcernEventKind.NO_REPLY, Voice.HALL, now=now)
    return concern


def is_done_by_asker(concern: Concern, outcome: Outcome, user: User | None, holds_code: bool) -> bool:
    """Tell whether who asked has closed it in this way already: the second of two clicks changes nothing."""
    return concern.outcome == outcome and not why_not_speak_as_asker(user, concern, holds_code=holds_code)


def close(concern: Concern, verb: str, now: datetime) -> None:
    step = GRAPH[verb]
    assert step.to, f"{verb} leads nowhere"
    assert step.outcome, f"{verb} closes nothing"
    concern.state, concern.outcome, concern.closed_at = step.to, step.outcome, now
    concern.asked_back_at = concern.unread_since = None
    concern.save(update_fields=["state", "outcome", "closed_at", "merged_into", *WAITING_FIELDS])
