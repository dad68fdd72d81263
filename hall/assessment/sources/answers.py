"""Answers that a unit owed in the month. Nothing here reads a word of a citizen.

A concern asks for one answer in each of its rounds: the first, and one more each time it is opened again. It falls
into the month in which it was sent in time, or in which its deadline passed without it. That day is past when the
month is over, so counting again gives the same. A late one is owed by the unit that held the concern when its deadline
passed; what the hall desk held then is nobody's. What was taken back or joined to another before its deadline is not
owed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from hall.assessment.same_words import SameWords, repeated
from hall.assessment.sources.span import Span
from hall.concerns.deadlines import working_days_left
from hall.concerns.enums import UNANSWERED_OUTCOMES, UNANSWERED_STATES, AnswerState, ConcernEventKind
from hall.concerns.models import Answer, Concern, ConcernEvent, Transfer
from portal.core.workdays import day_begins, local_day


@dataclass(frozen=True)
class Owed:
    """One answer that fell into the month. `days` are working days from the beginning of its round.

    `repeats` is the answer whose words it says again: it counts in no figure but its own.
    """

    unit: int
    concern: int
    number: str
    due_on: date
    is_in_time: bool
    answer: int | None = None
    sent_at: datetime | None = None
    days: int | None = None
    repeats: SameWords | None = None


@dataclass(frozen=True)
class Round:
    """What is known of a round before it is told whose it is."""

    concern: int
    number: str
    unit: int | None
    holder: int | None
    due_on: date
    answer: int | None = None
    sent_at: datetime | None = None
    started_at: datetime | None = None
    text: str = ""


def answers_owed(span: Span) -> list[Owed]:
    """Return the answers that fell into the month, for the units of the span, in the order in which they were sent."""
    rounds = [*sent_rounds(span), *unanswered_rounds(span)]
    late = [one.concern for one in rounds if not in_time(one)]
    passed = transfers_of(late)
    reopenings = reopenings_of(one.concern for one in rounds if one.answer)
    found, texts = [], {}
    for one in rounds:
        unit = one.unit if in_time(one) else holder_at(passed.get(one.concern, []), one.holder, one.due_on)
        if unit not in span.units or not falls_into(one, span):
            continue
        days = days_of(one, reopenings.get(one.concern, []), span) if in_time(one) else None
        found.append(
            Owed(unit, one.concern, one.number, one.due_on, in_time(one), one.answer, one.sent_at, days)
        )
        if in_time(one):
            texts[one.answer] = one.text
    return without_repeated(sorted(found, key=order), texts, span.same_percent)


def order(owed: Owed) -> tuple:
    return (owed.sent_at or day_begins(owed.due_on), owed.concern)


def in_time(one: Round) -> bool:
    return one.sent_at is not None and local_day(one.sent_at) <= one.due_on


def falls_into(one: Round, span: Span) -> bool:
    return span.has(one.sent_at) if in_time(one) else span.has_deadline(one.due_on)


def sent_rounds(span: Span) -> list[Round]:
    """Return rounds with an answer that was sent in the month or due in it."""
    mine = Q(unit__in=span.units) | Q(concern__in=once_held(span))
    when = Q(**span.moments("sent_at")) | Q(due_on__range=(span.month.first_day, span.month.last_day))
    rows = Answer.objects.filter(mine, when, state=AnswerState.SENT).order_by("pk")
    return [
        Round(concern, number, unit, holder, due_on, answer, sent_at, received_at, text)
        for answer, concern, number, unit, holder, due_on, sent_at, received_at, text in rows.values_list(
            "pk",
            "concern",
            "concern__number",
            "unit",
            "concern__unit",
            "due_on",
            "sent_at",
            "concern__received_at",
            "text",
        ).iterator(chunk_size=500)
    ]


def unanswered_rounds(span: Span) -> list[Round]:
    """Return rounds whose deadline passed in the month and that have no answer to this day."""
    mine = Q(unit__in=span.units) | Q(pk__in=once_held(span))
    unanswered = Q(state__in=UNANSWERED_STATES) | Q(outcome__in=UNANSWERED_OUTCOMES)
    rows = Concern.objects.filter(
        mine, unanswered, due_on__range=(span.month.first_day, span.month.last_day)
    ).order_by("pk")
    return [
        Round(concern, number, unit, unit, due_on)
        for concern, number, unit, due_on, closed_at in rows.values_list(
            "pk", "number", "unit", "due_on", "closed_at"
        )
        if closed_at is None or local_day(closed_at) > due_on
    ]


def once_held(span: Span):
    return Transfer.objects.filter(from_unit__in=span.units).values("concern")


def transfers_of(concerns: Iterable[int]) -> dict[int, list[tuple]]:
    passed = defaultdict(list)
    rows = Transfer.objects.filter(concern__in=list(concerns)).order_by("at", "pk")
    for concern, before, after, at in rows.values_list("concern", "from_unit", "to_unit", "at"):
        passed[concern].append((at, before, after))
    return passed


def holder_at(passed: list[tuple], holder: int | None, due_on: date) -> int | None:
    """Return who held a concern when its deadline passed; `holder` has it now."""
    ends = day_begins(date.fromordinal(due_on.toordinal() + 1))
    held = passed[0][1] if passed else holder
    for at, _before, after in passed:
        if at < ends:
            held = after
    return held


def reopenings_of(concerns: Iterable[int]) -> dict[int, list[datetime]]:
    """Return when these concerns were opened again."""
    found = defaultdict(list)
    rows = ConcernEvent.objects.filter(concern__in=set(concerns), kind=ConcernEventKind.REOPENED)
    for concern, at in rows.order_by("at").values_list("concern", "at"):
        found[concern].append(at)
    return found


def days_of(one: Round, reopenings: list[datetime], span: Span) -> int:
    """Return the working days of a round until its answer."""
    assert one.sent_at is not None
    assert one.started_at is not None
    started = max([one.started_at, *(at for at in reopenings if at < one.sent_at)])
    return max(working_days_left(local_day(started), local_day(one.sent_at), span.calendar), 0)


def without_repeated(found: list[Owed], texts: dict[int | None, str], percent: int) -> list[Owed]:
    """Mark the answers in time that say what an earlier one of the same unit has said in the month."""
    by_unit = defaultdict(list)
    for owed in found:
        if owed.is_in_time:
            by_unit[owed.unit].append((owed.answer, texts[owed.answer]))
    same = {one.key: one for told in by_unit.values() for one in repeated(told, percent)}
    return [replace(owed, repeats=same.get(owed.answer)) for owed in found]
