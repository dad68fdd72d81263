"""Who of a unit's people was trained this year, by the end of the month."""

from dataclasses import dataclass
from datetime import datetime

from hall.assessment.models import TrainingSeat
from hall.assessment.sources.span import Span
from hall.assessment.training.queries import members_of


@dataclass(frozen=True)
class Learnt:
    """One certificate of somebody who is in the unit's teams now. The person is not named."""

    unit: int
    person: int
    title: str
    at: datetime


def members(span: Span) -> dict[int, set[int]]:
    """Return the people of the teams, as they are now."""
    return members_of(span.units)


def certificates(span: Span) -> list[Learnt]:
    """Return the certificates of the year until the month ended, a row for each unit with the person in its teams."""
    people: dict[int, list[int]] = {}
    for unit, those in members(span).items():
        for person in those:
            people.setdefault(person, []).append(unit)
    seats = TrainingSeat.objects.certified(span.month.year).filter(
        person__in=people, certified_at__lt=span.month.ends
    )
    rows = seats.order_by("certified_at", "pk").values_list("person", "session__title", "certified_at")
    return [Learnt(unit, person, title, at) for person, title, at in rows for unit in people[person]]
