"""What a unit did beside posts and answers: events, good deeds, and what the desk wrote down against it."""

from dataclasses import dataclass
from datetime import datetime

from hall.assessment.models import GoodDeed, Incident
from hall.assessment.sources.span import Span
from hall.campaigns.models import EventEntry


@dataclass(frozen=True)
class Done:
    """Something with a name, and the page that shows it, if one does."""

    unit: int
    page: int | None
    name: str
    at: datetime


def events(span: Span) -> list[Done]:
    rows = EventEntry.objects.filter(unit__in=span.units, called_off="", **span.moments("opens_at"))
    return [
        Done(*row) for row in rows.order_by("opens_at").values_list("unit", "page", "page__title", "opens_at")
    ]


def good_deeds(span: Span) -> list[Done]:
    """Return the good deeds that were confirmed in the month."""
    rows = GoodDeed.objects.confirmed().filter(unit__in=span.units, **span.moments("decided_at"))
    return [
        Done(*row) for row in rows.order_by("decided_at").values_list("unit", "post", "words", "decided_at")
    ]


def incidents(span: Span) -> list[Incident]:
    """Return the incidents of the month that stand."""
    days = (span.month.first_day, span.month.last_day)
    rows = Incident.objects.filter(unit__in=span.units, happened_on__range=days, taken_back_at__isnull=True)
    return list(rows.order_by("happened_on", "pk"))
