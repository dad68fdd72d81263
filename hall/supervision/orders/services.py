"""Verbs that change supervision orders. Each is one transaction: the row locked, the reason asked, a line written."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hall.concerns.deadlines import deadline_from
from hall.supervision import letters
from hall.supervision.enums import OrderEventKind
from hall.supervision.models import OrderEvent, Sighting, SupervisionOrder, WatchRule
from hall.supervision.news import of_units, tell_units
from hall.supervision.orders.graph import GRAPH
from hall.supervision.orders.lines import write_line
from hall.supervision.orders.numbers import in_full, next_number
from hall.supervision.orders.permissions import (
    why_not_accept,
    why_not_acknowledge,
    why_not_become_order,
    why_not_cancel,
    why_not_deadline,
    why_not_issue,
    why_not_reason,
    why_not_report,
    why_not_return_report,
    why_not_words,
)
from hall.supervision.people import people_above, people_of
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.queries import load_calendar
from portal.core.refusals import refuse_if
from portal.core.workdays import Calendar, local_day
from units.models import UnitPage


@transaction.atomic
def issue_order(
    *,
    unit: UnitPage | None,
    by: User,
    grounds: str,
    working_days: int,
    now: datetime,
    demand: str = "",
    facts: dict | None = None,
) -> SupervisionOrder:
    """Issue an order to a unit, or to the hall desk (None), and tell its people. Raises `Refused`.

    `facts` are plain values about what the order is about; they are kept as they are now.
    """
    grounds, demand = tidy(grounds).strip(), tidy(demand).strip()
    refuse_if(why_not_issue(by, unit))
    refuse_if(why_not_words(grounds), demand and why_not_words(demand), why_not_deadline(working_days))
    order = keep_order(
        unit=unit,
        unit_name=unit.title if unit else name_of_desk(),
        grounds=grounds,
        demand=demand,
        facts=facts or {},
        issued_by=by,
        working_days=working_days,
        now=now,
        calendar=load_calendar(),
    )
    tell_units([order.unit_id], now)
    return order


@transaction.atomic
def issue_for_sighting(*, sighting_id: int, now: datetime, calendar: Calendar) -> SupervisionOrder:
    """Let what a watch has seen become an order, once. Its people are told by the sweep. Raises `Refused`."""
    sighting = Sighting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sighting_id)
    refuse_if(why_not_become_order(sighting))
    with override(settings.LANGUAGE_CODE):
        grounds, name = sighting.in_words(), sighting.unit.title if sighting.unit else name_of_desk()
    return keep_order(
        unit=sighting.unit,
        unit_name=name,
        grounds=grounds,
        facts={"watch": sighting.watch, **sighting.facts},
        sighting=sighting,
        working_days=WatchRule.objects.get(watch=sighting.watch).order_days,
        now=now,
        calendar=calendar,
    )


def keep_order(*, working_days: int, now: datetime, calendar: Calendar, **fields) -> SupervisionOrder:
    """Keep an order under the next number of the year."""
    deadline = deadline_from(now, working_days, calendar)
    year, sequence = next_number(now)
    order = SupervisionOrder.objects.create(
        year=year,
        sequence=sequence,
        number=in_full(year, sequence),
        issued_at=now,
        due_on=deadline.due_on,
        counted=deadline.as_json(),
        **fields,
    )
    write_line(order, OrderEventKind.ISSUED, now=now, person=order.issued_by)
    return order


def name_of_desk() -> str:
    with override(settings.LANGUAGE_CODE):
        return _("the hall desk")


@transaction.atomic
def acknowledge(*, order_id: int, user: User, now: datetime) -> SupervisionOrder:
    """Confirm for the unit that the order has arrived. Raises `Refused`."""
    order = lock_row(SupervisionOrder, order_id)
    refuse_if(why_not_acknowledge(user, order))
    step(order, "acknowledge")
    write_line(order, OrderEventKind.ACKNOWLEDGED, now=now, person=user)
    return order


@transaction.atomic
def report(*, order_id: int, user: User, text: str, now: datetime) -> OrderEvent:
    """Report for the unit what was done, with the files that wait at the order. Raises `Refused`."""
    order = lock_row(SupervisionOrder, order_id)
    text = tidy(text).strip()
    refuse_if(why_not_report(user, order) or why_not_words(text))
    step(order, "report", reported_at=now)
    line = write_line(order, OrderEventKind.REPORTED, now=now, person=user, words=text)
    order.files.filter(event=None).update(event=line)
    letters.tell_inspectors(order, "reported", {"person": user}, now)
    return line


@transaction.atomic
def accept_report(*, order_id: int, user: User, now: datetime, words: str = "") -> SupervisionOrder:
    """Accept the report and close the order. Raises `Refused`."""
    order = lock_row(SupervisionOrder, order_id)
    words = tidy(words).strip()
    refuse_if(why_not_accept(user, order) or (words and why_not_words(words)))
    step(order, "accept", ended_at=now)
    write_line(order, OrderEventKind.ACCEPTED, now=now, person=user, words=words)
    letters.tell_unit(order, "decided", {"words": words}, now)
    return order


@transaction.atomic
def return_report(
    *, order_id: int, user: User, reason: str, working_days: int, now: datetime
) -> SupervisionOrder:
    """Give the report back with a reason and a new deadline. Raises `Refused`."""
    order = lock_row(SupervisionOrder, order_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_return_report(user, order))
    refuse_if(why_not_reason(reason), why_not_deadline(working_days))
    before, deadline = order.due_on, deadline_from(now, working_days, load_calendar())
    order.due_on, order.counted = deadline.due_on, deadline.as_json()
    step(order, "return_report", escalated_at=None)
    facts = {"due_before": before.isoformat(), "due_on": order.due_on.isoformat()}
    write_line(order, OrderEventKind.RETURNED, now=now, person=user, words=reason, facts=facts)
    letters.tell_unit(order, "decided", {"words": reason}, now)
    return order


@transaction.atomic
def cancel_order(*, order_id: int, user: User, reason: str, now: datetime) -> SupervisionOrder:
    """Take an order back that was issued on wrong grounds. Its number stays taken. Raises `Refused`."""
    order = lock_row(SupervisionOrder, order_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_cancel(user, order) or why_not_reason(reason))
    step(order, "cancel", ended_at=now)
    write_line(order, OrderEventKind.CANCELLED, now=now, person=user, words=reason)
    letters.tell_unit(order, "decided", {"words": reason}, now)
    return order


@transaction.atomic
def escalate(*, unit_ids: Collection[int | None], now: datetime) -> int:
    """Mark what has become overdue at some units, once for each deadline, and tell those above and the inspectors.

    A letter names all that is overdue at one unit. Returns how many orders were marked.
    """
    today = local_day(now)
    overdue = SupervisionOrder.objects.overdue(today).filter(of_units(unit_ids), escalated_at=None)
    orders = list(overdue.select_for_update(of=("self",)).select_related("unit").order_by("due_on", "pk"))
    by_unit: dict[int | None, list[SupervisionOrder]] = {}
    for order in orders:
        order.escalated_at = now
        order.save(update_fields=["escalated_at"])
        write_line(order, OrderEventKind.ESCALATED, now=now, facts={"due_on": order.due_on.isoformat()})
        by_unit.setdefault(order.unit_id, []).append(order)
    people = people_of([])
    for late in by_unit.values():
        readers = dict.fromkeys([*people_above(late[0].unit), *people.inspectors_of(late[0].unit)])
        lines = [(order, letters.address_of(order)) for order in late]
        letters.post(readers, "overdue", {"unit": late[0].unit_name, "lines": lines}, now)
    return len(orders)


def step(order: SupervisionOrder, verb: str, **fields) -> None:
    """Move a locked order to where the verb leads."""
    if leads_to := GRAPH[verb].to:
        order.state = leads_to
    for name, value in fields.items():
        setattr(order, name, value)
    order.save()
