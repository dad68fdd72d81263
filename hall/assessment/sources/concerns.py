"""What else happened to concerns in the month, from the lines of their history: these are written once."""

from dataclasses import dataclass
from datetime import datetime

from hall.assessment.sources.span import Span
from hall.concerns.enums import AnswerState, ConcernEventKind
from hall.concerns.models import Answer, ConcernEvent

ARRIVALS = [ConcernEventKind.RECEIVED, ConcernEventKind.ASSIGNED, ConcernEventKind.TRANSFERRED]


@dataclass(frozen=True)
class Happened:
    """A line about a concern of a unit. `stars` are those of a rating."""

    unit: int
    concern: int
    number: str
    kind: str
    at: datetime
    stars: int = 0


def happenings(span: Span) -> list[Happened]:
    """Return arrivals, reopenings and ratings of the month."""
    kinds = [*ARRIVALS, ConcernEventKind.REOPENED, ConcernEventKind.RATED]
    lines = ConcernEvent.objects.filter(unit__in=span.units, kind__in=kinds, **span.moments("at"))
    rows = lines.order_by("at", "pk").values_list("unit", "concern", "concern__number", "kind", "at", "facts")
    return [
        Happened(unit, concern, number, kind, at, int(facts.get("rating") or 0))
        for unit, concern, number, kind, at, facts in rows
    ]


def answers_sent(span: Span) -> dict[int, int]:
    """Return how many answers each unit sent in the month."""
    rows = Answer.objects.filter(unit__in=span.units, state=AnswerState.SENT, **span.moments("sent_at"))
    found: dict[int, int] = {}
    for unit in rows.values_list("unit", flat=True):
        found[unit] = found.get(unit, 0) + 1
    return found
