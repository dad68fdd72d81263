"""Verbs about accountability records. Each is one transaction, and leaves a line at the order behind the record."""

from datetime import date, datetime, timedelta

from django.db import transaction

from hall.supervision import letters
from hall.supervision.accountability.permissions import (
    why_not_add_record,
    why_not_appeal,
    why_not_dates,
    why_not_decide_appeal,
    why_not_name,
)
from hall.supervision.enums import AppealOutcome, Concerned, Decision, OrderEventKind
from hall.supervision.models import AccountabilityRecord, SupervisionOrder
from hall.supervision.orders.lines import write_line
from hall.supervision.orders.permissions import why_not_reason, why_not_words
from hall.supervision.people import people_of
from hall.supervision.terms import NAMED_FOR, REASON_LIMIT
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day


@transaction.atomic
def add_record(
    *,
    order_id: int,
    by: User,
    concerned: Concerned,
    decision: Decision,
    basis: str,
    decided_on: date,
    now: datetime,
    person: User | None = None,
    words: str = "",
    removal_on: date | None = None,
) -> AccountabilityRecord:
    """Hold the unit of an order, or a person of it, accountable, and tell those whom it concerns. Raises `Refused`.

    The name of a person is removed a year after the decision, or on the day that is chosen.
    """
    order = lock_row(SupervisionOrder, order_id)
    basis, words, today = tidy(basis).strip(), tidy(words).strip(), local_day(now)
    refuse_if(why_not_add_record(by, order))
    is_about_person = concerned == Concerned.PERSON
    if is_about_person:
        refuse_if(why_not_name(by, person, order))
        removal_on = removal_on or max(decided_on + NAMED_FOR, today + timedelta(days=1))
    else:
        person, removal_on = None, None
    refuse_if(
        why_not_words(basis, REASON_LIMIT),
        words and why_not_words(words),
        why_not_dates(decided_on, removal_on, today),
    )
    record = AccountabilityRecord.objects.create(
        order=order,
        unit=order.unit,
        unit_name=order.unit_name,
        concerned=concerned,
        person=person,
        person_name=str(person or ""),
        decision=decision,
        words=words,
        basis=basis,
        decided_on=decided_on,
        removal_on=removal_on,
        made_by=by,
        made_at=now,
    )
    line_about(record, OrderEventKind.RECORDED, by, now)
    letters.post(people_concerned(record), "record", about(record), now)
    return record


@transaction.atomic
def appeal(*, record_id: int, user: User, text: str, now: datetime) -> AccountabilityRecord:
    """Appeal against a record, once, as one whom it concerns. Raises `Refused`."""
    record = lock_row(AccountabilityRecord, record_id)
    text = tidy(text).strip()
    refuse_if(why_not_appeal(user, record, now) or why_not_words(text))
    record.appeal, record.appealed_at = text, now
    record.save(update_fields=["appeal", "appealed_at"])
    # Who appeals is written into no line: it would name whom the record is about.
    line_about(record, OrderEventKind.APPEALED, None, now)
    letters.tell_inspectors(record.order, "appeal", about(record), now)
    return record


@transaction.atomic
def decide_appeal(
    *, record_id: int, user: User, outcome: AppealOutcome, words: str, now: datetime
) -> AccountabilityRecord:
    """Say what becomes of an appeal, and why. A record that is lifted loses the name at once. Raises `Refused`."""
    record = lock_row(AccountabilityRecord, record_id)
    words = tidy(words).strip()
    refuse_if(why_not_decide_appeal(user, record) or why_not_reason(words))
    record.outcome, record.outcome_words, record.outcome_by, record.outcome_at = outcome, words, user, now
    record.save(update_fields=["outcome", "outcome_words", "outcome_by", "outcome_at"])
    line_about(record, OrderEventKind.APPEAL_DECIDED, user, now, outcome=outcome)
    letters.post(people_concerned(record), "appeal_decided", {**about(record), "words": words}, now)
    if record.is_lifted and record.concerned == Concerned.PERSON:
        take_name_out(record, now)
    return record


@transaction.atomic
def remove_name(*, record_id: int, now: datetime) -> bool:
    """Take the name out of a record whose day has come, once. Returns whether it was there."""
    record = lock_row(AccountabilityRecord, record_id)
    if record.removed_at or record.removal_on is None or record.removal_on > local_day(now):
        return False
    take_name_out(record, now)
    return True


def take_name_out(record: AccountabilityRecord, now: datetime) -> None:
    """Remove the name, and the free words, which could say it. The decision stays with the unit."""
    record.person, record.person_name, record.removed_at = None, "", now
    record.words = record.appeal = record.outcome_words = ""
    record.save()
    line_about(record, OrderEventKind.REMOVED, None, now)


def line_about(record: AccountabilityRecord, kind: OrderEventKind, by: User | None, now, **facts) -> None:
    given = {"record": record.pk, "decision": record.decision, **facts}
    write_line(record.order, kind, now=now, person=by, facts=given)


def people_concerned(record: AccountabilityRecord) -> list[User]:
    """Return who reads a record as one whom it concerns: the person, or those who lead the unit."""
    if record.concerned == Concerned.PERSON:
        return [record.person] if record.person and record.person.is_active else []
    return people_of([record.unit_id]).leads.get(record.unit_id, [])


def about(record: AccountabilityRecord) -> dict:
    return {"order": record.order, "record": record, "url": letters.address_of(record)}
