"""What waits for a reviewer. The number of queries does not grow with the number of posts that wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from hall.enums import ReviewLevel
from hall.models import Category
from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Assignment, Roster, assign
from hall.review.claims import Claim, claim_that_holds
from hall.review.clocks import Due
from hall.review.enums import DueBy
from hall.review.models.deputy import Deputy
from portal.accounts.models import User
from portal.core.queries import load_calendar
from portal.core.workdays import day_begins, local_day
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_portal_role, roles_of, unit_ids_with_role

SOON = timedelta(hours=1)
COLUMNS = [
    "pk",
    "reviewtaskstate__level",
    "workflow_state__object_id",
    "workflow_state",
    "workflow_state__requested_by",
]
CLOCKS = ["reviewtaskstate__due_at", "reviewtaskstate__claimed_by", "reviewtaskstate__claimed_until"]


@dataclass(frozen=True)
class WaitingStep:
    """A step that somebody can take, as light as a list needs it."""

    pk: int
    level: int
    page_id: int
    assignment: Assignment
    due_at: datetime | None = None
    claim: Claim | None = None
    is_mine: bool = False
    stands_in_for: int | None = None


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
    due: Due | None = None
    claim_words: str = ""
    in_place_of: str = ""


def is_reviewer(user) -> bool:
    """Tell whether anything could ever wait for `user`."""
    roles = {role for _unit, role in roles_of(user)}
    return bool(roles & {Role.REVIEWER, Role.HALL_DESK, Role.CITY_OFFICE})


def waiting_for(user) -> list[WaitingStep]:
    """Return the steps that `user` can take now, what is due first coming first."""
    levels, below = reach_of(user)
    if not levels:
        return []
    waiting = list(all_waiting(levels).values_list(*COLUMNS, *CLOCKS))
    places = paths_of([page_id for _pk, _level, page_id, *_rest in waiting], below)
    authors = authors_of(places)
    approvers = approvers_of([run for _pk, _level, _page_id, run, *_rest in waiting])
    roster = Roster.for_paths(places.values())
    now = timezone.now()
    steps = []
    for pk, level, page_id, run, requested_by, due_at, claimer, until in waiting:
        if int(page_id) not in places:
            continue
        page_id = int(page_id)
        others = authors[page_id] | {requested_by} | approvers[run]
        assignment = assign(roster.benches(level, places[page_id]), others)
        if user.pk in assignment.people:
            claim = claim_that_holds(claimer, until, assignment.people, now)
            is_mine = claim is not None and claim.person == user.pk
            away = assignment.stands_in_for(user.pk)
            steps.append(WaitingStep(pk, level, page_id, assignment, due_at, claim, is_mine, away))
    return steps


def waiting_in(request) -> list[WaitingStep]:
    """Return the steps that the person who asks can take, read once in a request however many panels ask."""
    if not hasattr(request, "_waiting_steps"):
        request._waiting_steps = waiting_for(request.user)
    return request._waiting_steps


def due_by(steps: list[WaitingStep], part: DueBy, now: datetime) -> list[WaitingStep]:
    """Return those of these steps that are late or due within the hour, or before the day ends in the city."""
    edge = now + SOON if part == DueBy.NOW else day_begins(local_day(now) + timedelta(days=1))
    return [step for step in steps if step.due_at and step.due_at <= edge]


def all_waiting(levels):
    """Yield (key, level, page key, run, submitter) of every step of these levels that waits, by what is due first."""
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__current_task_state=F("pk"),
            reviewtaskstate__level__in=levels,
        )
        .order_by(F("reviewtaskstate__due_at").asc(nulls_last=True), "started_at", "pk")
        .values_list(*COLUMNS)
    )


def reach_of(user) -> tuple[list[int], list[str] | None]:
    """Return the levels that could fall to `user`, and the tree paths they are bound to (None for all)."""
    if has_portal_role(user, Role.CITY_OFFICE):
        return ReviewLevel.values, None
    if has_portal_role(user, Role.HALL_DESK):
        return [ReviewLevel.UNIT, ReviewLevel.HALL_DESK], None
    units = unit_ids_with_role(user, Role.REVIEWER)
    if not units:
        return [], []
    away = Deputy.objects.on(local_day(timezone.now())).filter(deputy=user).values("person")
    theirs = Q(teams__role=Role.REVIEWER, teams__group__user__in=away)
    paths = list(UnitPage.objects.filter(Q(pk__in=units) | theirs).values_list("path", flat=True).distinct())
    return ([ReviewLevel.UNIT] if paths else []), paths


def paths_of(page_ids, below: list[str] | None) -> dict[int, str]:
    """Return the tree paths of these pages, without those that stand below none of the paths `below`."""
    places = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "path"))
    if below is None:
        return places
    return {pk: path for pk, path in places.items() if path.startswith(tuple(below))}


def rows_of(steps: list[WaitingStep]) -> list[WaitingRow]:
    """Return what lists show of these steps, in their order and a number of queries that does not grow."""
    calendar, now = load_calendar(), timezone.now()
    named = {step.claim.person for step in steps if step.claim} | {step.stands_in_for for step in steps}
    people = User.objects.in_bulk(named - {None})
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
                due=Due.of(step.due_at, now, calendar),
                claim_words=claim_words(step, people),
                in_place_of=str(people.get(step.stands_in_for, "")),
            )
        )
    return rows


def claim_words(step: WaitingStep, people: dict[int, User]) -> str:
    if step.claim is None:
        return ""
    reader = step.claim.person if step.is_mine else None
    return step.claim.words(str(people[step.claim.person]), reader)
