"""Counts the facts of a month, some units at a time: the number of queries is the same for one unit or for hundreds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery
from wagtail.models import PageLogEntry

from hall.assessment.calendar_month import Month
from hall.assessment.models import Scheme
from hall.assessment.month_facts import LATE_DAYS, MonthFacts
from hall.assessment.same_words import SameWords
from hall.assessment.sources import answers, concerns, doings, posts, training, voices
from hall.assessment.sources.span import Known, Span, longest_gap, people_of
from hall.concerns.enums import ConcernEventKind
from hall.concerns.figures import median
from hall.models import TimelineEntry
from portal.core.workdays import Calendar, local_day
from units.models import UnitPage


@dataclass(frozen=True)
class Counted:
    """The facts of one unit, and the answers that were left out because they repeat another."""

    facts: MonthFacts
    same_words: tuple[SameWords, ...] = ()


def units_of(month: Month):
    """Return the units that were public when the month ended: launched before, and not closed before.

    A unit that was renamed meanwhile is the same unit; one that was closed within the month is not scored.
    """
    closed_later = PageLogEntry.objects.filter(action="wagtail.unpublish", timestamp__gte=month.ends)
    was_public = Q(live=True) | Q(pk__in=closed_later.values("page"))
    return UnitPage.objects.filter(was_public, first_published_at__lt=month.ends).order_by("pk")


def span_of(
    units: Sequence[int], month: Month, scheme: Scheme, calendar: Calendar, known_until: date | None = None
) -> Span:
    """Return what the reads need to know about these units. `known_until` is for a month that is not over."""
    before = TimelineEntry.objects.filter(unit=OuterRef("pk"), published_at__lt=month.begins)
    rows = UnitPage.objects.filter(pk__in=units).annotate(
        spoke_at=Subquery(before.order_by("-published_at", "-pk").values("published_at")[:1])
    )
    known = {row[0]: Known(*row) for row in rows.values_list("pk", "path", "first_published_at", "spoke_at")}
    return Span(month, known, calendar, scheme.limits(), scheme.same_percent, people_of(units), known_until)


def counted(span: Span, *, with_voices: bool = True) -> Iterator[tuple[int, Counted]]:
    """Yield the facts of each unit of the span. Voices of citizens are the many rows; some readers need none."""
    numbers: dict[int, Counter] = defaultdict(Counter)
    days = count_posts(span, numbers)
    taken, same = count_answers(span, numbers)
    count_concerns(span, numbers)
    if with_voices:
        count_voices(span, numbers)
    count_doings(span, numbers)
    count_training(span, numbers)
    for pk, unit in span.units.items():
        since = local_day(unit.spoke_at or unit.launched_at)
        middle = median(taken[pk])
        yield (
            pk,
            Counted(
                MonthFacts(
                    days=unit.days_in(span.month),
                    longest_silence=longest_gap(days[pk], since, span.until),
                    median_days=None if middle is None else Decimal(str(middle)),
                    **numbers[pk],
                ),
                tuple(same[pk]),
            ),
        )


def count_posts(span: Span, numbers: dict[int, Counter]) -> dict[int, list]:
    """Count the posts; return the days on which each unit spoke."""
    days = defaultdict(list)
    for posted in span.once(posts.posts):
        days[posted.unit].append(local_day(posted.at))
        numbers[posted.unit].update(posts=1, originals=int(not posted.is_repost))
    for passed in span.once(posts.passed_on):
        numbers[passed.unit].update(passed_on=1)
    return days


def count_answers(span: Span, numbers: dict[int, Counter]) -> tuple[dict, dict]:
    """Count the answers; return how often each took so many days, and which repeat another, by unit."""
    taken, same = defaultdict(Counter), defaultdict(list)
    for owed in span.once(answers.answers_owed):
        if owed.repeats:
            numbers[owed.unit].update(templates=1)
            same[owed.unit].append(owed.repeats)
            continue
        numbers[owed.unit].update(owed=1, in_time=int(owed.is_in_time))
        taken[owed.unit][LATE_DAYS if owed.days is None else owed.days] += 1
    for unit, sent in span.once(concerns.answers_sent).items():
        numbers[unit].update(answers=sent)
    return taken, same


def count_concerns(span: Span, numbers: dict[int, Counter]) -> None:
    arrived = set()
    for line in span.once(concerns.happenings):
        if line.kind == ConcernEventKind.REOPENED:
            numbers[line.unit].update(reopened=1)
        elif line.kind == ConcernEventKind.RATED:
            numbers[line.unit].update(ratings=1, rating_sum=line.stars)
        else:
            arrived.add((line.unit, line.concern))
    for unit, _concern in arrived:
        numbers[unit].update(received=1)


def count_voices(span: Span, numbers: dict[int, Counter]) -> None:
    for said in span.once(voices.comments):
        if said.left_out:
            numbers[said.unit].update(comments_left_out=1)
        else:
            numbers[said.unit].update(comments=1, comments_answered=int(said.is_answered))
    for unit, likes in span.once(voices.likes).items():
        left_out = sum(bool(why) for _voice, why in likes)
        numbers[unit].update(likes=len(likes) - left_out, likes_left_out=left_out)
    for unit, _comment, _at in span.once(voices.replies):
        numbers[unit].update(replies=1)
    for called in span.once(voices.mentions):
        numbers[called.unit].update(mentions=1, mentions_settled=int(called.is_settled))
    for unit, many in span.once(voices.follows).items():
        numbers[unit].update(follows=many)


def count_doings(span: Span, numbers: dict[int, Counter]) -> None:
    for event in span.once(doings.events):
        numbers[event.unit].update(events=1)
    for deed in span.once(doings.good_deeds):
        numbers[deed.unit].update(good_deeds=1)
    for incident in span.once(doings.incidents):
        numbers[incident.unit_id].update(incidents=1)


def count_training(span: Span, numbers: dict[int, Counter]) -> None:
    for unit, people in span.once(training.members).items():
        numbers[unit].update(members=len(people))
    for unit, _person in {(learnt.unit, learnt.person) for learnt in span.once(training.certificates)}:
        numbers[unit].update(trained=1)
