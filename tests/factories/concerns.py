"""Concerns as rows, for tests of reads and rules. What the verbs do is tested with the verbs."""

import hashlib
import itertools
from datetime import UTC, datetime, timedelta

from hall.concerns.deadlines import deadline_from
from hall.concerns.enums import AnswerState, ConcernState, Outcome, Voice
from hall.concerns.inbox_index import keep_in_index
from hall.concerns.kinds import default_kind
from hall.concerns.models import Answer, Concern, Message
from portal.core.workdays import Calendar, local_day
from tests.factories.posts import CategoryFactory
from tests.factories.units import UnitFactory

numbers = itertools.count(1)
# A Wednesday morning without a holiday near it.
ASKED_AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def ConcernFactory(
    *,
    unit=None,
    state=ConcernState.ASSIGNED,
    is_private=True,
    is_shown=False,
    is_answer_shown=False,
    code="",
    received_at=ASKED_AT,
    **fields,
):
    """Make a concern with a unit of its own, private and unanswered unless something else is asked for.

    `is_shown` makes it public, `is_answer_shown` its answer too; `state=RECEIVED` leaves it at the desk. `code` is the
    secret that its asker holds. States with an answer get one.
    """
    sequence = next(numbers)
    kind = fields.pop("kind", None) or default_kind()
    deadline = deadline_from(received_at, kind.working_days, Calendar())
    has_answer = state == ConcernState.ANSWERED or (
        state == ConcernState.CLOSED
        and fields.get("outcome", Outcome.SOLVED) in {Outcome.SOLVED, Outcome.NO_REPLY}
    )
    if state != ConcernState.RECEIVED:
        fields = {"assigned_at": received_at, **fields}
        unit = unit or UnitFactory()
    if has_answer:
        answered_at = fields.get("answered_at") or received_at + timedelta(days=1)
        fields = {"first_answered_at": answered_at, "answered_at": answered_at, **fields}
    if state == ConcernState.CLOSED:
        fields = {"outcome": Outcome.SOLVED, "closed_at": received_at + timedelta(days=2), **fields}
    subject = fields.pop("subject", f"新江路路灯第{sequence}次不亮")
    text = fields.pop("text", "新江路中段三盏路灯不亮一个星期了，晚上接孩子看不清路，请问什么时候能修好？")
    if is_shown or is_answer_shown:
        is_private = False
        fields = {"shown_at": received_at, "public_subject": subject, "public_text": text, **fields}
    if is_answer_shown:
        fields = {"public_answer": "路灯已经修好。", "answer_shown_at": fields["answered_at"], **fields}
    day = local_day(received_at)
    concern = Concern.objects.create(
        **{
            "number": f"{day:%Y%m%d}-{sequence:04}",
            "day": day,
            "sequence": sequence,
            "code_digest": hashlib.sha256((code or f"code{sequence}").encode()).hexdigest(),
            "token": f"form{sequence}",
            "state": state,
            "unit": unit,
            "subject": subject,
            "text": text,
            "is_private": is_private,
            "kind": kind,
            "due_on": deadline.due_on,
            "counted": deadline.as_json(),
            "received_at": received_at,
            **fields,
        }
    )
    keep_in_index([concern])
    if has_answer:
        AnswerFactory(concern=concern, state=AnswerState.SENT, sent_at=concern.answered_at)
    return concern


def AnswerFactory(*, concern=None, writers=(), **fields):
    """Make a unit's answer: a draft, or what `state` says."""
    concern = concern or ConcernFactory(state=ConcernState.ANSWERING)
    if fields.get("state") == AnswerState.SENT:
        fields = {"sent_at": concern.received_at + timedelta(days=1), "due_on": concern.due_on, **fields}
    answer = Answer.objects.create(
        **{
            "concern": concern,
            "unit": concern.unit,
            "category": fields.pop("category", None) or CategoryFactory(),
            "text": "您反映的路灯已经修好，谢谢您告诉我们。",
            "levels": 1,
            "created_at": concern.received_at,
            "edited_at": concern.received_at,
            **fields,
        }
    )
    answer.writers.set(writers)
    return answer


def MessageFactory(*, concern=None, **fields):
    """Make a message that the citizen added."""
    concern = concern or ConcernFactory()
    return Message.objects.create(
        **{
            "concern": concern,
            "voice": Voice.CITIZEN,
            "text": "今天早上又灭了一盏。",
            "written_at": concern.received_at + timedelta(hours=3),
            **fields,
        }
    )
