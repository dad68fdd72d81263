"""What there is to do with concerns, for whoever deals with them. Queries do not grow with what waits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.concerns.answering.enums import Part
from hall.concerns.answering.steps import answers_awaiting
from hall.concerns.deadlines import working_days_left
from hall.concerns.enums import UNANSWERED_STATES, WITH_UNIT_STATES, AnswerState, ConcernState
from hall.concerns.models import Answer, Concern
from hall.concerns.places import places_of, sees_all
from portal.core.queries import load_calendar
from portal.core.workdays import Calendar, local_day


@dataclass(frozen=True)
class ConcernRow:
    """A concern as a line of a list shows it. `due` says in words how much time is left."""

    concern: Concern
    due: str
    is_late: bool
    is_in_review: bool


@dataclass(frozen=True)
class Counts:
    """How many concerns of each part wait. For those who see everything, only what no unit has waits for themselves."""

    to_answer: int = 0
    replied: int = 0
    late: int = 0
    to_review: int = 0
    at_desk: int = 0


def deals_with_concerns(user) -> bool:
    """Tell whether anything could ever come into somebody's inbox."""
    places = places_of(user)
    return bool(places.units or places.above) or sees_all(user)


def part_of_inbox(user, part: Part, today: date) -> QuerySet[Concern]:
    """Return one part of what `user` deals with, in the order in which it should be read."""
    inbox = Concern.objects.in_inbox_of(user)
    by_due = ("due_on", "pk")
    if part == Part.OPEN:
        return inbox.open().order_by(*by_due)
    if part == Part.TO_ANSWER:
        return inbox.filter(state__in=WITH_UNIT_STATES).order_by(*by_due)
    if part == Part.REPLIED:
        return inbox.filter(replied_to(user)).order_by("unread_since", "pk")
    if part == Part.LATE:
        return inbox.overdue(today).order_by(*by_due)
    if part == Part.TO_REVIEW:
        awaiting = [answer.concern_id for answer in awaiting_review_by(user)]
        return inbox.filter(pk__in=awaiting).order_by(*by_due)
    if part == Part.AT_DESK:
        return inbox.at_desk().order_by(*by_due)
    if part == Part.ANSWERED:
        done = inbox.filter(state__in=[ConcernState.ANSWERED, ConcernState.CLOSED])
        return done.order_by(Coalesce("closed_at", "answered_at").desc(), "-pk")
    return inbox.order_by("-received_at", "-pk")


def replied_to(user) -> Q:
    """Return the condition for concerns whose asker waits to be read by `user`."""
    unread = Q(unread_since__isnull=False)
    return unread & Q(unit=None) if sees_all(user) else unread


def awaiting_review_by(user) -> list[Answer]:
    """Return the answers whose next step `user` can take."""
    under_review = Answer.objects.filter(
        state=AnswerState.UNDER_REVIEW, concern__in=Concern.objects.in_inbox_of(user)
    )
    related = under_review.select_related("unit", "category").prefetch_related("writers", "approvals")
    return answers_awaiting(user, related)


def counts_for(user, now: datetime) -> Counts:
    """Count what waits for `user`, as `part_of_inbox` lists it."""
    if not deals_with_concerns(user):
        return Counts()
    inbox = Concern.objects.in_inbox_of(user)
    found = inbox.filter(state__in=[*UNANSWERED_STATES, ConcernState.ANSWERED]).aggregate(
        to_answer=Count("pk", filter=Q(state__in=WITH_UNIT_STATES)),
        replied=Count("pk", filter=replied_to(user)),
        late=Count("pk", filter=Q(state__in=UNANSWERED_STATES, due_on__lt=local_day(now))),
        at_desk=Count("pk", filter=Q(state=ConcernState.RECEIVED)),
    )
    return Counts(
        to_answer=0 if sees_all(user) else found["to_answer"],
        replied=found["replied"],
        late=found["late"],
        to_review=len(awaiting_review_by(user)),
        at_desk=found["at_desk"] if sees_all(user) else 0,
    )


def rows_of(concerns, now: datetime) -> list[ConcernRow]:
    """Dress concerns of `for_rows` for a list."""
    concerns, calendar, today = list(concerns), load_calendar(), local_day(now)
    under_review = Answer.objects.filter(concern__in=concerns, state=AnswerState.UNDER_REVIEW)
    reviewed = set(under_review.values_list("concern_id", flat=True))
    return [
        ConcernRow(one, due_words(one, today, calendar), one.is_overdue(today), one.pk in reviewed)
        for one in concerns
    ]


def due_words(concern: Concern, today: date, calendar: Calendar) -> str:
    """Say how much time is left to answer; empty once nobody owes an answer."""
    if not concern.is_open():
        return ""
    left = working_days_left(today, concern.due_on, calendar)
    if today > concern.due_on:
        return ngettext("%(days)d working day late", "%(days)d working days late", max(-left, 1)) % {
            "days": max(-left, 1)
        }
    if left == 0:
        return _("due today")
    return ngettext("%(days)d working day left", "%(days)d working days left", left) % {"days": left}
