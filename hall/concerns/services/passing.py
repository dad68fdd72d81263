"""Who answers a concern, and by when."""

from datetime import datetime

from django.db import transaction

from hall.concerns.deadlines import deadline_from, extended
from hall.concerns.enums import AnswerState, ConcernEventKind, ConcernState, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, ConcernKind, Extension, Transfer
from hall.concerns.permissions import (
    why_not_assign,
    why_not_extend,
    why_not_extend_by,
    why_not_give_reason,
    why_not_pass_to,
    why_not_set_kind,
    why_not_take,
    why_not_transfer,
)
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.queries import load_calendar
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day
from units.models import UnitPage
from units.permissions import is_hall_desk


@transaction.atomic
def assign(
    *, concern_id: int, unit: UnitPage, user: User, now: datetime, kind: ConcernKind | None = None
) -> Concern:
    """Give what waits at the desk to a unit, and say how difficult it is if that is known. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_assign(user, concern) or why_not_take(unit))
    if kind and kind != concern.kind:
        set_kind(concern_id=concern_id, kind=kind, user=user, now=now)
        concern = Concern.objects.get(pk=concern_id)
    Transfer.objects.create(concern=concern, from_unit=None, to_unit=unit, by=user, at=now)
    concern.unit, concern.state = unit, state_with_unit(concern)
    concern.assigned_at = now
    concern.save(update_fields=["unit", "state", "assigned_at"])
    write_line(concern, ConcernEventKind.ASSIGNED, Voice.DESK, now=now, person=user)
    return concern


@transaction.atomic
def transfer(*, concern_id: int, unit: UnitPage | None, reason: str, user: User, now: datetime) -> Concern:
    """Pass a concern on to another unit, or back to the desk (转办). The deadline stays. Raises `Refused`.

    A draft of the unit that passes it on goes: another unit answers in its own words.
    """
    concern = lock_row(Concern, concern_id)
    reason = tidy(reason).strip()
    refuse_if(
        why_not_transfer(user, concern)
        or (unit and why_not_pass_to(unit, concern))
        or why_not_give_reason(reason)
    )
    before = concern.unit
    Transfer.objects.create(concern=concern, from_unit=before, to_unit=unit, reason=reason, by=user, at=now)
    concern.answers.exclude(state=AnswerState.SENT).delete()
    concern.unit = unit
    concern.state = state_with_unit(concern) if unit else ConcernState.RECEIVED
    concern.assigned_at = now if unit else None
    concern.save(update_fields=["unit", "state", "assigned_at"])
    voice = Voice.DESK if is_hall_desk(user) else Voice.UNIT
    facts = {"from": before.title}
    write_line(concern, ConcernEventKind.TRANSFERRED, voice, now=now, person=user, words=reason, facts=facts)
    return concern


@transaction.atomic
def set_kind(*, concern_id: int, kind: ConcernKind, user: User, now: datetime) -> Concern:
    """Say how difficult a concern is. Its deadline is counted anew from when it came in, with what was extended."""
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_set_kind(user, concern))
    if kind == concern.kind:
        return concern
    facts = {"from": concern.kind.name, "to": kind.name, "due_before": concern.due_on.isoformat()}
    concern.kind = kind
    given = concern.extensions.filter(round=concern.reopened_times).values_list("working_days", flat=True)
    move_deadline(
        concern,
        deadline_from(
            concern.reopened_at or concern.received_at, kind.working_days + sum(given), load_calendar()
        ),
    )
    concern.save(update_fields=["kind", *DEADLINE_FIELDS])
    facts["due_on"] = concern.due_on.isoformat()
    write_line(concern, ConcernEventKind.KIND_SET, Voice.DESK, now=now, person=user, facts=facts)
    return concern


@transaction.atomic
def extend(*, concern_id: int, working_days: int, reason: str, user: User, now: datetime) -> Extension:
    """Move the deadline by some working days, with a reason that who asked reads. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    reason = tidy(reason).strip()
    refuse_if(
        why_not_extend(user, concern, local_day(now))
        or why_not_extend_by(concern, working_days)
        or why_not_give_reason(reason)
    )
    before = concern.due_on
    move_deadline(concern, extended(concern.deadline, working_days, load_calendar()))
    concern.save(update_fields=DEADLINE_FIELDS)
    extension = Extension.objects.create(
        concern=concern,
        unit=concern.unit,
        round=concern.reopened_times,
        working_days=working_days,
        from_due_on=before,
        to_due_on=concern.due_on,
        reason=reason,
        by=user,
        at=now,
    )
    facts = {"due_before": before.isoformat(), "due_on": concern.due_on.isoformat(), "days": working_days}
    write_line(
        concern, ConcernEventKind.EXTENDED, Voice.UNIT, now=now, person=user, words=reason, facts=facts
    )
    return extension


DEADLINE_FIELDS = ["due_on", "counted", "reminded_at", "escalated_at"]


def move_deadline(concern: Concern, deadline) -> None:
    """Give a concern another deadline: reminders of the one before count no more. Saves nothing."""
    concern.due_on, concern.counted = deadline.due_on, deadline.as_json()
    concern.reminded_at = concern.escalated_at = None


def state_with_unit(concern: Concern) -> ConcernState:
    """Return where a concern stands that has just come to a unit: one that was opened again stays that."""
    return ConcernState.REOPENED if concern.reopened_times else ConcernState.ASSIGNED
