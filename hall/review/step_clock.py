"""What the review page says about the clock of a step: its deadline, how that was counted, and its claim."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from hall.review.claims import Claim, name_of
from hall.review.clocks import Due, days_to_explain
from hall.review.permissions import claim_of, in_place_of, why_not_take
from portal.core.workdays import Calendar


@dataclass(frozen=True)
class StepClock:
    """The clock of one step for one person, who may claim it, take the claim over, or give theirs up."""

    step_id: int
    due: Due | None
    how_counted: list[str]
    claim: Claim | None
    claim_words: str
    may_claim: bool
    is_mine: bool
    in_place_of: str

    @property
    def may_take_over(self) -> bool:
        return self.may_claim and self.claim is not None and not self.is_mine


def clock_of(task_state, user, now: datetime, calendar: Calendar) -> StepClock:
    claim = claim_of(task_state, now)
    return StepClock(
        step_id=task_state.pk,
        due=Due.of(task_state.due_at, now, calendar),
        how_counted=how_counted(task_state.started_at, task_state.due_at, calendar),
        claim=claim,
        claim_words=claim.words(name_of(claim), user.pk) if claim else "",
        may_claim=not why_not_take(user, task_state),
        is_mine=claim is not None and claim.person == user.pk,
        in_place_of=in_place_of(user, task_state).get("in_place_of", ""),
    )


def how_counted(begun_at: datetime, due_at: datetime | None, calendar: Calendar) -> list[str]:
    """Return sentences: the working hours, and every holiday and make-up workday on the way."""
    if due_at is None:
        return []
    spans = [f"{time_format(opens, 'H:i')}–{time_format(closes, 'H:i')}" for opens, closes in calendar.hours]
    said = [_("Only working hours count: %(spans)s.") % {"spans": " ".join(spans)}]
    for note in days_to_explain(begun_at, due_at, calendar):
        words = (
            _("%(day)s (%(name)s) is worked, and counts.")
            if note.is_counted
            else _("%(day)s (%(name)s) is a holiday, and does not count.")
        )
        said.append(words % {"day": date_format(note.day, "MONTH_DAY_FORMAT"), "name": note.name})
    return said
