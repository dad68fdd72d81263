"""Writes the history of orders: the one way a line is made."""

from datetime import datetime

from hall.supervision.enums import OrderEventKind
from hall.supervision.models import OrderEvent, SupervisionOrder
from hall.supervision.signals import order_recorded
from portal.accounts.models import User


def write_line(
    order: SupervisionOrder,
    kind: OrderEventKind,
    *,
    now: datetime,
    person: User | None = None,
    words: str = "",
    facts: dict | None = None,
) -> OrderEvent:
    """Add a line about what has just happened to an order, and announce it. Without a person a watch did it."""
    event = OrderEvent.objects.create(
        order=order,
        kind=kind,
        person=person,
        person_name=str(person or ""),
        words=words,
        facts=facts or {},
        at=now,
    )
    order_recorded.send(OrderEvent, event=event)
    return event
