"""Reads of the public pages. Nothing here loads the words of a citizen as they were written."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, F, Prefetch, Q, QuerySet
from django.utils import timezone

from hall.concerns.enums import (
    UNANSWERED_OUTCOMES,
    UNANSWERED_STATES,
    AnswerState,
    ConcernState,
    PublicState,
)
from hall.concerns.figures import COUNTED_FOR, LEAST, Figures, Tally, figures_from
from hall.concerns.models import (
    Answer,
    Concern,
    ConcernEvent,
    ConcernPicture,
    ConcernSearchEntry,
)
from hall.concerns.public.story import TOLD
from hall.search import Place
from portal.core.pagination import Cursor, Slice, newest_before
from portal.core.search.query import Query
from portal.core.workdays import local_day
from units.models import UnitPage

PAGE_SIZE = 20
ANSWERED_STATES = [ConcernState.ANSWERED, ConcernState.CLOSED]


@dataclass(frozen=True)
class Choice:
    """Which public concerns somebody wants to see."""

    unit: UnitPage | None = None
    state: str = ""

    def concerns(self) -> QuerySet[Concern]:
        concerns = Concern.objects.public().for_public()
        if self.unit:
            concerns = concerns.filter(unit=self.unit)
        if self.state:
            is_answered = self.state == PublicState.ANSWERED
            concerns = concerns.filter(state__in=ANSWERED_STATES if is_answered else UNANSWERED_STATES)
        return concerns


def newest(choice: Choice, cursor: Cursor | None = None, size: int = PAGE_SIZE) -> Slice:
    """Return public concerns, the one shown last first."""
    return newest_before(choice.concerns().annotate(published_at=F("shown_at")), cursor, size)


def found(choice: Choice, query: Query, place: Place | None = None) -> Slice:
    """Return public concerns that say what is asked, best first, as `hall.search` does for posts."""
    rows: list[tuple[int, ConcernSearchEntry]] = []
    among = ConcernSearchEntry.objects.filter(concern__in=choice.concerns().values("pk"))
    among = among.defer("terms").annotate(published_at=F("shown_at"))
    first = place.tier if place else 0
    for tier in range(first, len(query.tiers)):
        entries = among.filter(terms__matches=query.tiers[tier])
        for better in query.tiers[:tier]:
            entries = entries.exclude(terms__matches=better)
        cursor = place.cursor if place and tier == first else None
        page = newest_before(entries, cursor, PAGE_SIZE + 1 - len(rows))
        rows += [(tier, entry) for entry in page.entries]
        if len(rows) > PAGE_SIZE:
            break
    concerns = choice.concerns().in_bulk([entry.pk for _, entry in rows[:PAGE_SIZE]])
    older = None
    if len(rows) > PAGE_SIZE:
        tier, last = rows[PAGE_SIZE - 1]
        older = Place(tier, Cursor(last.shown_at, last.pk))
    return Slice([concerns[entry.pk] for _, entry in rows[:PAGE_SIZE]], older)


def one_public(number: str) -> Concern | None:
    """Return a public concern with its history, its chosen pictures and the answers up to the one that is shown."""
    sent = Answer.objects.filter(state=AnswerState.SENT).order_by("sent_at", "pk")
    told = ConcernEvent.objects.filter(kind__in=TOLD).defer("words", "person_name")
    concern = (
        Concern.objects.public()
        .for_public()
        .prefetch_related(
            Prefetch("events", told, to_attr="told"),
            Prefetch("answers", sent.select_related("unit__avatar").defer("text"), to_attr="sent"),
            Prefetch("pictures", ConcernPicture.objects.filter(is_shown=True), to_attr="shown_pictures"),
        )
        .filter(number=number)
        .first()
    )
    if concern and concern.answer_shown_at:
        concern.sent = [answer for answer in concern.sent if answer.sent_at <= concern.answer_shown_at]
    return concern


def figures_of(unit: UnitPage | None, now: datetime) -> Figures:
    """Count what came to a unit, or to the whole hall, within a year: in one query, whatever has come."""
    return figures_from(Tally(*row) for row in tallies(unit, now))


def tallies(unit: UnitPage | None, now: datetime) -> QuerySet:
    today = local_day(now)
    is_open, is_late = Q(state__in=UNANSWERED_STATES), Q(due_on__lt=today)
    is_answered = Q(first_answered_at__isnull=False)
    since = timezone.make_aware(datetime.combine(first_day(today), time.min))
    concerns = Concern.objects.filter(received_at__gte=since).exclude(outcome__in=UNANSWERED_OUTCOMES)
    if unit:
        concerns = concerns.filter(unit=unit)
    return (
        without_few_private(concerns.order_by())
        .values("days_taken")
        .annotate(
            all=Count("pk"),
            answered=Count("pk", filter=is_answered),
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=is_open & is_late),
            owed=Count("pk", filter=is_answered | is_late),
        )
        .values_list("days_taken", "all", "answered", "open", "overdue", "owed")
    )


def without_few_private(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """Leave out the private ones of a unit, or of the desk, that got fewer than `LEAST` of them.

    What is public can be counted on the list, so a difference of one would tell how one private question fared. The
    whole hall leaves out the same ones: else it would tell what its units do not.
    """
    private = concerns.filter(is_private=True)
    of_units = private.filter(unit__isnull=False).values("unit").annotate(many=Count("pk"))
    enough_at_desk = Exists(private.filter(unit=None)[LEAST - 1 :])
    return concerns.filter(
        Q(is_private=False)
        | Q(unit__in=of_units.filter(many__gte=LEAST).values("unit"))
        | (Q(unit=None) & enough_at_desk)
    )


def first_day(today: date) -> date:
    return today - COUNTED_FOR
