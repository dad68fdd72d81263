"""A reviewer claims a text, gives the claim up, or takes it over from a colleague. Each is a line of the history."""

from datetime import datetime

from django.db import transaction
from wagtail.models import TaskState

from hall.review import clocks, records
from hall.review.claims import name_of
from hall.review.decisions import lock_step
from hall.review.enums import ReviewEvent
from hall.review.permissions import claim_of, why_not_claim, why_not_give_up
from portal.accounts.models import User
from portal.core.queries import load_calendar
from portal.core.refusals import refuse_if


@transaction.atomic
def claim_step(
    *, task_state_id: int, reviewer: User, now: datetime, taken_from_id: int | None = None
) -> TaskState:
    """Say that `reviewer` reads a text and decides on it soon; until then nobody else does.

    `taken_from_id` names the colleague whose claim is taken over. Raises `Refused` when somebody else was quicker.
    """
    state, _newest = lock_step(task_state_id)
    refuse_if(why_not_claim(reviewer, state, now, taken_from_id=taken_from_id))
    before = claim_of(state, now)
    state.claimed_by = reviewer
    state.claimed_until = clocks.due_at(now, clocks.CLAIM_LASTS, load_calendar()) or now + clocks.CLAIM_LASTS
    state.save(update_fields=["claimed_by", "claimed_until"])
    facts = {"until": state.claimed_until.isoformat()}
    if before:
        facts["taken_from"] = name_of(before)
    records.write(state, ReviewEvent.CLAIMED, reviewer, facts=facts)
    return state


@transaction.atomic
def give_up_claim(*, task_state_id: int, reviewer: User, now: datetime) -> TaskState:
    """Leave a claimed text to the others. Raises `Refused` for anyone but the claimer."""
    state, _newest = lock_step(task_state_id)
    refuse_if(why_not_give_up(reviewer, state, now))
    state.claimed_by = state.claimed_until = None
    state.save(update_fields=["claimed_by", "claimed_until"])
    records.write(state, ReviewEvent.UNCLAIMED, reviewer)
    return state
