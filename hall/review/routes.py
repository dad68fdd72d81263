"""Why a text takes the way it takes, in sentences: its category's rule, what was added, and who takes each step."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision, WorkflowState

from hall.enums import ReviewLevel
from hall.review.enums import ReviewEvent, StepState
from hall.review.models import ReviewRecord, ReviewTaskState
from hall.review.queries import Step
from hall.review.story_words import facts_in_words
from portal.accounts.models import User


@dataclass(frozen=True)
class RouteStep:
    """One step of the way, with what explains it."""

    level: ReviewLevel
    state_label: str
    sentences: list[str]


@dataclass(frozen=True)
class Route:
    """The way of one run of the review."""

    reasons: list[str]
    steps: list[RouteStep] = field(default_factory=list)


def route_of(run: WorkflowState, steps: list[Step]) -> Route:
    """Explain the way of a run. `steps` are those of its newest version (`queries.steps_of`), if it is running.

    The number of queries does not grow with the steps.
    """
    lines = list(run.review_records.filter(event__in=[ReviewEvent.ROUTED, ReviewEvent.RAISED]))
    hours: list[int] = next((line.facts["hours"] for line in reversed(lines) if line.facts.get("hours")), [])
    left_out = names_of_left_out(steps)
    waiting = ReviewTaskState.objects.filter(pk=run.current_task_state_id).first()
    due_at = waiting.due_at if waiting else None
    return Route(reasons_of(run, lines), [explain(step, hours, due_at, left_out) for step in steps])


def reasons_of(run: WorkflowState, lines: list[ReviewRecord]) -> list[str]:
    writers = Revision.objects.filter(pk__in=[line.revision_number for line in lines]).select_related("user")
    names = {revision.pk: str(revision.user or "") for revision in writers}
    reasons = [reason_of(line, names.get(line.revision_number, "")) for line in lines]
    levels = run.review_plan.levels
    reasons.append(
        ngettext("So it passes %(count)s step.", "So it passes %(count)s steps.", levels) % {"count": levels}
    )
    reasons.append(_("Steps can be added while it is under review; none is ever taken away."))
    return reasons


def reason_of(line: ReviewRecord, writer: str) -> str:
    words = _("; ").join(facts_in_words(line.facts))
    if line.event == ReviewEvent.ROUTED:
        return _("When it was submitted: %(words)s.") % {"words": words}
    return _("Steps were added on %(moment)s: %(words)s; the version is %(writer)s's.") % {
        "moment": date_format(timezone.localtime(line.happened_at), "Y-m-d H:i"),
        "words": words,
        "writer": writer or _("somebody who is gone"),
    }


def names_of_left_out(steps: list[Step]) -> dict[int, str]:
    """Return the names of all who sit on the bench of a step and cannot take it."""
    people = {person for step in steps for person in left_out_of(step)}
    return {person.pk: str(person) for person in User.objects.filter(pk__in=people)} if people else {}


def left_out_of(step: Step) -> frozenset[int]:
    assignment = step.assignment
    return assignment.bench.people - assignment.people if assignment and assignment.bench else frozenset()


def explain(step: Step, hours: list[int], due_at: datetime | None, names: dict[int, str]) -> RouteStep:
    sentences = list(who_takes(step, names))
    if step.state != StepState.DONE and len(hours) >= step.level:
        allowed = hours[step.level - 1]
        sentences.append(
            ngettext("It may take %(count)s working hour.", "It may take %(count)s working hours.", allowed)
            % {"count": allowed}
        )
    if step.state == StepState.WAITING and due_at:
        moment = date_format(timezone.localtime(due_at), "Y-m-d H:i")
        sentences.append(_("It is due at %(moment)s.") % {"moment": moment})
    return RouteStep(step.level, str(step.state.label), sentences)


def who_takes(step: Step, names: dict[int, str]):
    """Yield sentences about the people of a step: who took it, or who can, and why others cannot."""
    if step.record:
        yield _("%(person)s approved this version.") % {"person": step.record.person_name}
        return
    if step.assignment is None:
        return
    if step.assignment.because:
        yield step.assignment.because
    elif step.assignment.bench:
        yield _("Taken by %(taker)s.") % {"taker": step.assignment.bench}
    if step.names:
        shown = _(", ").join(step.names)
        more = ngettext("and %(more)s other", "and %(more)s others", step.more) % {"more": step.more}
        yield _("Any of them can: %(names)s.") % {"names": f"{shown} {more}" if step.more else shown}
    if out := sorted(names[person] for person in left_out_of(step) if person in names):
        yield _("Not %(names)s, who worked on this text or take another step.") % {"names": _(", ").join(out)}
