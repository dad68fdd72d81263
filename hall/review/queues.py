"""What waits for a reviewer. The number of queries does not grow with the number of posts that wait."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from wagtail.models import Page, Revision, TaskState, WorkflowState

from hall.enums import ReviewLevel
from hall.models import Category
from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Assignment, Roster, assign
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_portal_role, roles_of, unit_ids_with_role


@dataclass(frozen=True)
class WaitingStep:
    """A step that somebody can take, as light as a list needs it."""

    pk: int
    level: int
    page_id: int
    assignment: Assignment


@dataclass(frozen=True)
class WaitingRow:
    """A waiting step with what its line shows."""

    step: WaitingStep
    level: ReviewLevel
    title: str
    excerpt: str
    unit: str
    category: Category | None
    submitter: str
    since: datetime


def is_reviewer(user) -> bool:
    """Tell whether anything could ever wait for `user`."""
    roles = {role for _unit, role in roles_of(user)}
    return bool(roles & {Role.REVIEWER, Role.HALL_DESK, Role.CITY_OFFICE})


def waiting_for(user) -> list[WaitingStep]:
    """Return the steps that `user` can take now, the longest waiting first."""
    levels, below = reach_of(user)
    if not levels:
        return []
    waiting = list(all_waiting(levels))
    places = paths_of([page_id for _pk, _level, page_id, _run, _person in waiting], below)
    authors = authors_of(places)
    approvers = approvers_of([run for _pk, _level, _page_id, run, _person in waiting])
    roster = Roster.for_paths(places.values())
    steps = []
    for pk, level, page_id, run, requested_by in waiting:
        if int(page_id) not in places:
            continue
        page_id = int(page_id)
        others = authors[page_id] | {requested_by} | approvers[run]
        assignment = assign(roster.benches(level, places[page_id]), others)
        if user.pk in assignment.people:
            steps.append(WaitingStep(pk, level, page_id, assignment))
    return steps


def all_waiting(levels):
    """Yield (key, level, page key, run, submitter) of every step of these levels that waits."""
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__current_task_state=F("pk"),
            reviewtaskstate__level__in=levels,
        )
        .order_by("started_at", "pk")
        .values_list(
            "pk",
            "reviewtaskstate__level",
            "workflow_state__object_id",
            "workflow_state",
            "workflow_state__requested_by",
        )
    )


def reach_of(user) -> tuple[list[int], list[str] | None]:
    """Return the levels that could fall to `user`, and the tree paths they are bound to (None for all)."""
    if has_portal_role(user, Role.CITY_OFFICE):
        return ReviewLevel.values, None
    if has_portal_role(user, Role.HALL_DESK):
        return [ReviewLevel.UNIT, ReviewLevel.HALL_DESK], None
    units = unit_ids_with_role(user, Role.REVIEWER)
    paths = list(UnitPage.objects.filter(pk__in=units).values_list("path", flat=True))
    return ([ReviewLevel.UNIT] if paths else []), paths


def paths_of(page_ids, below: list[str] | None) -> dict[int, str]:
    """Return the tree paths of these pages, without those that stand below none of the paths `below`."""
    places = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "path"))
    if below is None:
        return places
    return {pk: path for pk, path in places.items() if path.startswith(tuple(below))}


def rows_of(steps: list[WaitingStep]) -> list[WaitingRow]:
    """Return what lists show of these steps, in their order and a number of queries that does not grow."""
    states = TaskState.objects.select_related("workflow_state__requested_by").in_bulk([s.pk for s in steps])
    pages = Page.objects.in_bulk([step.page_id for step in steps])
    texts = Revision.objects.in_bulk([page.latest_revision_id for page in pages.values()])
    parents = {page.path[: -page.steplen] for page in pages.values()}
    units = dict(Page.objects.filter(path__in=parents).values_list("path", "title"))
    categories = Category.objects.in_bulk()
    rows = []
    for step in steps:
        page, state = pages[step.page_id], states[step.pk]
        text = texts[page.latest_revision_id]
        rows.append(
            WaitingRow(
                step=step,
                level=ReviewLevel(step.level),
                title=text.object_str,
                excerpt=text.content.get("text", ""),
                unit=units.get(page.path[: -page.steplen], ""),
                category=categories.get(text.content.get("category")),
                submitter=str(state.workflow_state.requested_by or ""),
                since=state.started_at,
            )
        )
    return rows
