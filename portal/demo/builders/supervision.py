"""Supervision orders in every state, by the verbs and at their own days, and what the watches see in the demo city."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.supervision.accountability.services import add_record, appeal
from hall.supervision.enums import Concerned, Decision
from hall.supervision.models import SupervisionOrder
from hall.supervision.orders.services import (
    accept_report,
    acknowledge,
    cancel_order,
    issue_order,
    report,
    return_report,
)
from hall.supervision.sweep import sweep
from portal.accounts.models import User
from portal.core.workdays import local_day
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK, INSPECTOR
from portal.demo.reading import read_toml
from units.enums import Role
from units.models import UnitPage

DAY = timedelta(days=1)


@transaction.atomic
def bring_orders(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the orders of `orders.toml`, once, and let the watches look around."""
    if SupervisionOrder.objects.exists():
        return
    rows = [row for row in read_toml("orders.toml")["orders"] if not row["unit"] or row["unit"] in units]
    for row in sorted(rows, key=lambda row: -row["issued"]):
        bring_order(row, units.get(row["unit"]), now)
    sweep(now)


def bring_order(row: dict, unit: UnitPage | None, now: datetime) -> None:
    inspector = User.objects.get(email=INSPECTOR)
    issued_at = now - row["issued"] * DAY
    order = issue_order(
        unit=unit,
        by=inspector,
        grounds=row["grounds"],
        demand=row.get("demand", ""),
        working_days=row["days"],
        now=issued_at,
    )
    speaker = person(unit, Role.REVIEWER) if unit else User.objects.get(email=DESK)
    if row["ends"] == "acknowledged":
        acknowledge(order_id=order.pk, user=speaker, now=issued_at + timedelta(hours=2))
    if row["ends"] == "cancelled":
        cancel_order(order_id=order.pk, user=inspector, reason=row["reason"], now=issued_at + DAY)
    if "report" in row:
        bring_report(row, order, speaker, now)
    if "record" in row:
        bring_record(row, order, now)


def bring_report(row: dict, order: SupervisionOrder, speaker: User, now: datetime) -> None:
    inspector = User.objects.get(email=INSPECTOR)
    reported_at = now - row["reported"] * DAY
    report(order_id=order.pk, user=speaker, text=row["report"], now=reported_at)
    judged = {"order_id": order.pk, "user": inspector, "now": min(reported_at + DAY, now)}
    if row["ends"] == "closed":
        accept_report(words="办法具体，办结。", **judged)
    if row["ends"] == "returned":
        return_report(reason=row["reason"], working_days=row["days"], **judged)


def bring_record(row: dict, order: SupervisionOrder, now: datetime) -> None:
    concerned = person(order.unit, Role.EDITOR) if row.get("person") else None
    record = add_record(
        order_id=order.pk,
        by=User.objects.get(email=INSPECTOR),
        concerned=Concerned.PERSON if concerned else Concerned.UNIT,
        person=concerned,
        decision=Decision(row["record"]),
        basis=row["basis"],
        words=row["words"],
        decided_on=local_day(now),
        now=now,
    )
    if "appeal" in row:
        appeal(record_id=record.pk, user=concerned, text=row["appeal"], now=now)
