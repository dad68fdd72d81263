"""What lists of orders show. The number of queries does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hall.concerns.deadlines import working_days_left
from hall.supervision.enums import OPEN_STATES, OWED_STATES, OrderState
from hall.supervision.models import SupervisionOrder
from hall.supervision.querysets import SightingQuerySet, SupervisionOrderQuerySet
from portal.core.workdays import Calendar, day_begins, local_day


class Part(TextChoices):
    """The parts of a list of orders."""

    OPEN = "open", gettext_lazy("All open")
    OVERDUE = "overdue", gettext_lazy("Overdue")
    REPORTED = "reported", gettext_lazy("Reported")
    OWED = "owed", gettext_lazy("Waiting for a report")
    ENDED = "ended", gettext_lazy("Ended")
    ALL = "all", gettext_lazy("All")


@dataclass(frozen=True)
class OrderRow:
    """An order as a line of a list shows it."""

    order: SupervisionOrder
    due: str
    is_late: bool

    @property
    def cause_is_gone(self) -> bool:
        sighting = self.order.sighting
        return sighting is not None and sighting.ended_at is not None


def part_of(part: Part, today: date) -> Q:
    """Return the condition for the orders of a part."""
    return {
        Part.OPEN: Q(state__in=OPEN_STATES),
        Part.OVERDUE: Q(state__in=OWED_STATES, due_on__lt=today),
        Part.REPORTED: Q(state=OrderState.REPORTED),
        Part.OWED: Q(state__in=OWED_STATES),
        Part.ENDED: ~Q(state__in=OPEN_STATES),
        Part.ALL: Q(),
    }[part]


def counts_of(orders: QuerySet, today: date) -> dict[str, int]:
    """Return how many orders each part has, in one query."""
    return orders.order_by().aggregate(
        **{part.value: Count("pk", filter=part_of(part, today) or None) for part in Part}
    )


def in_part(orders: SupervisionOrderQuerySet, part: Part, today: date) -> QuerySet:
    """Return the orders of a part: open ones overdue first, then what is reported, then by deadline."""
    found = orders.filter(part_of(part, today)).for_rows()
    if part == Part.ENDED:
        return found.order_by("-ended_at", "-pk")
    if part == Part.ALL:
        return found.order_by("-issued_at", "-pk")
    urgency = Case(
        When(part_of(Part.OVERDUE, today), then=Value(0)),
        When(part_of(Part.REPORTED, today), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(urgency, "due_on", "pk")


def rows_of(orders: Iterable[SupervisionOrder], now: datetime, calendar: Calendar) -> list[OrderRow]:
    return [row_of(order, now, calendar) for order in orders]


def row_of(order: SupervisionOrder, now: datetime, calendar: Calendar) -> OrderRow:
    today = local_day(now)
    left = working_days_left(today, order.due_on, calendar) if order.is_owed() else 0
    return OrderRow(order, due_in_words(order, today, left), order.is_overdue(today))


def due_in_words(order: SupervisionOrder, today: date, left: int) -> str:
    """Say how much time is left; nothing where nobody owes a report."""
    if not order.is_owed():
        return ""
    if order.is_overdue(today):
        words = ngettext("overdue by %(days)d working day", "overdue by %(days)d working days", -left)
        return words % {"days": -left} if left else _("overdue")
    if order.due_on == today:
        return _("due today")
    return ngettext("%(days)d working day left", "%(days)d working days left", left) % {"days": left}


def becoming_orders(sightings: SightingQuerySet) -> QuerySet:
    """Return what stands and is no order, what becomes one first at the top and what never does at the end."""
    rows = sightings.standing().without_order().select_related("unit")
    return rows.order_by(
        Case(When(order_at=None, then=Value(1)), default=Value(0)), "order_at", "since", "pk"
    )


def count_before_tomorrow_ends(sightings: SightingQuerySet, now: datetime) -> int:
    """Return of how many matters today or tomorrow an order comes."""
    end = day_begins(local_day(now) + timedelta(days=2))
    return sightings.standing().without_order().filter(order_at__lt=end).count()
