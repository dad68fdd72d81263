"""What people want to know about a review: which steps, who can take them, who did what."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from hall.enums import ReviewLevel
from hall.models import Category
from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Assignment, Roster, assign_in_turn
from hall.review.enums import ReviewEvent, StepState
from hall.review.models import ReviewRecord
from portal.accounts.models import User
from units.models import UnitPage

NAMES_SHOWN = 5
# After each of these the text is in other hands.
TURNS = {
    ReviewEvent.SUBMITTED,
    ReviewEvent.APPROVED,
    ReviewEvent.RETURNED,
    ReviewEvent.TAKEN_BACK,
    ReviewEvent.SCHEDULED,
    ReviewEvent.UNSCHEDULED,
    ReviewEvent.PUBLISHED,
    ReviewEvent.RELEASED_URGENTLY,
    ReviewEvent.AFTER_REVIEWED,
    ReviewEvent.WITHDRAWN,
    ReviewEvent.BROKE_GLASS,
}


@dataclass(frozen=True)
class Step:
    """One review step of a text: the approval of exactly this version, or else who can take it."""

    level: ReviewLevel
    state: StepState
    assignment: Assignment | None = None
    names: list[str] = field(default_factory=list)
    more: int = 0
    record: ReviewRecord | None = None


def steps_for(unit: UnitPage, category: Category, author: User | None) -> list[Step]:
    """Return the steps that a post of this unit and category will pass when `author` has written it."""
    roster = Roster.for_paths([unit.path])
    authors = {author.pk} if author else set()
    levels = levels_up_to(category.levels)
    assignments = assign_in_turn([(level, roster.benches(level, unit.path)) for level in levels], authors)
    return [Step(level, StepState.AHEAD, a, *names_of(a)) for level, a in assignments.items()]


def steps_of(run: WorkflowState, page: Page) -> list[Step]:
    """Return the steps of a run for the newest version of a page, with what has been decided."""
    revision = page.get_latest_revision()
    plan = run.review_plan
    roster = Roster.for_paths([page.path])
    others = authors_of([page.pk])[page.pk] | {run.requested_by_id} | approvers_of([run.pk])[run.pk]
    records = {
        record.level: record
        for record in run.review_records.select_related("person")
        if record.event == ReviewEvent.APPROVED and record.revision_number == revision.pk
    }
    current = run.current_task_state
    waiting = current.specific.level if current and run.status == run.STATUS_IN_PROGRESS else None
    levels = levels_up_to(plan.levels)
    # After a change a later step may wait while an earlier one is open again.
    turns = sorted(set(levels) - set(records), key=lambda level: (level != waiting, level))
    assignments = assign_in_turn([(level, roster.benches(level, page.path)) for level in turns], others)
    steps = []
    for level in levels:
        if level in records:
            steps.append(Step(level, StepState.DONE, record=records[level]))
            continue
        state = StepState.WAITING if level == waiting else StepState.AHEAD
        steps.append(Step(level, state, assignments[level], *names_of(assignments[level])))
    return steps


def history_of(page: Page) -> list[ReviewRecord]:
    """Return all that happened to a page in its reviews, newest first."""
    return list(page.review_records.select_related("person", "seal").order_by("-pk"))


def asked_in(history: list[ReviewRecord], page: Page) -> ReviewRecord | None:
    """Return the last return of the text that is not public yet: what its reviewer asked for."""
    last = next((line for line in history if line.event == ReviewEvent.RETURNED), None)
    if last is None or (page.last_published_at and last.happened_at < page.last_published_at):
        return None
    return last


def last_decision_in(history: list[ReviewRecord]) -> ReviewRecord | None:
    """Return what was decided last, for somebody who comes too late to decide; nothing while it waits again."""
    last = next((line for line in history if line.event in TURNS), None)
    return last if last and last.event != ReviewEvent.SUBMITTED else None


def levels_up_to(levels: int) -> list[ReviewLevel]:
    return [level for level in ReviewLevel if level <= levels]


def names_of(assignment: Assignment) -> tuple[list[str], int]:
    """Return the names of some who can take a step, deputies with whom they stand in for, and how many more."""
    people = User.objects.filter(pk__in=assignment.people).order_by("last_name", "first_name", "email")
    shown = list(people[:NAMES_SHOWN])
    away = User.objects.in_bulk({assignment.stands_in_for(person.pk) for person in shown} - {None})
    names = [name_of(person, away.get(assignment.stands_in_for(person.pk))) for person in shown]
    return names, len(assignment.people) - len(names)


def name_of(person: User, away: User | None) -> str:
    return _("%(deputy)s for %(person)s") % {"deputy": person, "person": away} if away else str(person)
