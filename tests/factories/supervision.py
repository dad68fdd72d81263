"""Supervision: inspectors, and orders brought to where they stand by the verbs."""

from datetime import UTC, datetime

from hall.supervision.accountability.services import add_record
from hall.supervision.enums import Concerned, Decision, OrderState
from hall.supervision.orders.services import (
    accept_report,
    acknowledge,
    cancel_order,
    issue_order,
    report,
    return_report,
)
from portal.core.workdays import local_day
from tests.factories.people import HallDeskFactory, MemberFactory
from tests.factories.units import UnitFactory
from units.enums import Role

# A Wednesday morning without a holiday near it.
ISSUED_AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def InspectorFactory(**fields):
    return MemberFactory(None, Role.INSPECTOR, **fields)


def OrderFactory(*, unit=None, is_desks=False, state=OrderState.ISSUED, by=None, now=ISSUED_AT, **fields):
    """Issue an order to a unit of its own, or to the hall desk, and bring it to a state."""
    by = by or InspectorFactory()
    unit = None if is_desks else unit or UnitFactory()
    order = issue_order(
        unit=unit, by=by, now=now, **{"grounds": "留言已逾期三天没有答复。", "working_days": 3, **fields}
    )
    answers = HallDeskFactory() if is_desks else MemberFactory(unit, Role.REVIEWER)
    given, answering = {"order_id": order.pk, "now": now}, {"order_id": order.pk, "now": now, "user": answers}
    if state == OrderState.ACKNOWLEDGED:
        acknowledge(**answering)
    if state in (OrderState.REPORTED, OrderState.RETURNED, OrderState.CLOSED):
        report(text="已经答复，并安排了专人每天查看。", **answering)
    if state == OrderState.RETURNED:
        return_report(user=by, reason="没有说明怎样避免再次发生", working_days=2, **given)
    if state == OrderState.CLOSED:
        accept_report(user=by, **given)
    if state == OrderState.CANCELLED:
        cancel_order(user=by, reason="依据有误", **given)
    order.refresh_from_db()
    return order


def RecordFactory(*, order=None, by=None, person=None, now=ISSUED_AT, **fields):
    """Make an accountability record about the unit of an order, or about a person of it."""
    order = order or OrderFactory()
    return add_record(
        order_id=order.pk,
        by=by or InspectorFactory(),
        person=person,
        now=now,
        **{
            "concerned": Concerned.PERSON if person else Concerned.UNIT,
            "decision": Decision.TALK,
            "basis": "《督办办法》第九条",
            "decided_on": local_day(now),
            **fields,
        },
    )
