"""All that the page of a concern shows to those who answer, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from hall.concerns.answering.hints import reading_of
from hall.concerns.answering.permissions import unsent_answer, why_not_work_on
from hall.concerns.answering.queues import due_words
from hall.concerns.answering.steps import AnswerStep, steps_of
from hall.concerns.enums import AnswerState
from hall.concerns.holdings import Holding, holdings
from hall.concerns.models import Concern, ReplyTemplate
from portal.core.queries import load_calendar
from portal.core.workdays import Calendar, local_day
from units.models import UnitPage

UNITS_OFFERED = 200


@dataclass(frozen=True)
class Held:
    """Who had a concern for how long; no name stands for the hall desk."""

    name: str
    holding: Holding
    working_days: int


def page_of(concern: Concern, user, now: datetime) -> dict:
    calendar = load_calendar()
    answer = unsent_answer(concern)
    return {
        "due": due_words(concern, local_day(now), calendar),
        "is_late": concern.is_overdue(local_day(now)),
        "held": held_by(concern, now, calendar),
        "pictures": list(concern.pictures.of_question()),
        "thread": thread_of(concern),
        "events": list(concern.events.all()),
        "extensions": list(concern.extensions.select_related("unit")),
        "duplicates": list(concern.duplicates.visible_to(user).order_by("received_at")),
        "steps": review_steps(answer),
        "reading": reading_of(answer) if is_under_review(answer) else None,
        "templates": [] if why_not_work_on(user, concern) else templates_of(concern.unit),
        "units": list(
            UnitPage.objects.live().order_by("title").values_list("title", flat=True)[:UNITS_OFFERED]
        ),
    }


def thread_of(concern: Concern) -> list:
    """Return messages and sent answers, in the order in which they were written."""
    said = concern.messages.select_related("unit").prefetch_related("pictures")
    messages = [(message.written_at, message, None) for message in said]
    sent = concern.answers.filter(state=AnswerState.SENT).select_related("unit")
    answers = [(answer.sent_at, None, answer) for answer in sent]
    return [
        {"at": at, "message": message, "answer": answer}
        for at, message, answer in sorted([*messages, *answers], key=lambda piece: piece[0])
    ]


def review_steps(answer) -> list[AnswerStep]:
    return steps_of(answer) if is_under_review(answer) else []


def is_under_review(answer) -> bool:
    return answer is not None and answer.state == AnswerState.UNDER_REVIEW


def templates_of(unit: UnitPage | None) -> list[ReplyTemplate]:
    return list(unit.reply_templates.all()) if unit else []


def held_by(concern: Concern, now: datetime, calendar: Calendar) -> list[Held]:
    """Return who had the concern for how long until it was answered; passing it on has moved no deadline."""
    moves = list(concern.transfers.values_list("at", "from_unit", "to_unit"))
    stretches = holdings(concern.received_at, concern.unit_id, moves, until_of(concern, now))
    keys = {stretch.unit_id for stretch in stretches} - {None}
    names = dict(UnitPage.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [
        Held(names.get(stretch.unit_id, ""), stretch, stretch.working_days(calendar)) for stretch in stretches
    ]


def until_of(concern: Concern, now: datetime) -> datetime:
    """Return when nobody held it any more: when it was answered or closed, or now."""
    return now if concern.is_open() else (concern.answered_at or concern.closed_at or now)
