"""What people want to know about a review: which steps, who can take them, who did what."""

from dataclasses import dataclass, field

from wagtail.models import Page, WorkflowState

from hall.enums import ReviewLevel
from hall.models import Category
from hall.review.authorship import authors_of
from hall.review.benches import Assignment, Roster, assign
from hall.review.enums import ReviewEvent, StepState
from hall.review.models import ReviewRecord
from portal.accounts.models import User
from units.models import UnitPage

NAMES_SHOWN = 5


@dataclass(frozen=True)
class Step:
    """One review step of a text. `record` is the approval of exactly this version, if it has one."""

    level: ReviewLevel
    state: StepState
    assignment: Assignment
    names: list[str] = field(default_factory=list)
    more: int = 0
    record: ReviewRecord | None = None


def steps_for(unit: UnitPage, category: Category, author: User | None) -> list[Step]:
    """Return the steps that a post of this unit and category will pass when `author` has written it."""
    roster = Roster.for_paths([unit.path])
    authors = {author.pk} if author else set()
    assignments = {
        level: assign(roster.benches(level, unit.path), authors) for level in levels_up_to(category.levels)
    }
    return [Step(level, StepState.AHEAD, a, *names_of(a)) for level, a in assignments.items()]


def steps_of(run: WorkflowState, page: Page) -> list[Step]:
    """Return the steps of a run for the newest version of a page, with what has been decided."""
    revision = page.get_latest_revision()
    plan = run.review_plan
    roster = Roster.for_paths([page.path])
    authors = authors_of([page.pk])[page.pk] | {run.requested_by_id}
    records = {
        record.level: record
        for record in run.review_records.select_related("person")
        if record.event == ReviewEvent.APPROVED and record.revision_number == revision.pk
    }
    state = run.current_task_state
    waiting = state.specific.level if state and run.status == run.STATUS_IN_PROGRESS else None
    steps = []
    for level in levels_up_to(plan.levels):
        record = records.get(level)
        kind = StepState.WAITING if level == waiting else StepState.AHEAD
        assignment = assign(roster.benches(level, page.path), authors)
        steps.append(
            Step(level, StepState.DONE if record else kind, assignment, *names_of(assignment), record=record)
        )
    return steps


def history_of(page: Page) -> list[ReviewRecord]:
    """Return all that happened to a page in its reviews, newest first."""
    return list(page.review_records.select_related("person").order_by("-pk"))


def levels_up_to(levels: int) -> list[ReviewLevel]:
    return [level for level in ReviewLevel if level <= levels]


def names_of(assignment: Assignment) -> tuple[list[str], int]:
    """Return the names of some who can take a step, and how many more there are."""
    people = User.objects.filter(pk__in=assignment.people).order_by("last_name", "first_name", "email")
    names = [str(person) for person in people[:NAMES_SHOWN]]
    return names, len(assignment.people) - len(names)
