"""Who hears of a deadline, and when. Each is told once; after an outage only the latest of it, in one mail a person.

First those who can take the step (the claimer alone, where it is claimed), then whoever stands behind them, an hour
later the hall desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When
from wagtail.models import Page, TaskState, WorkflowState

from hall.enums import ReviewLevel
from hall.review import notifications, records
from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Assignment, Bench, Roster, assign
from hall.review.claims import claim_that_holds
from hall.review.clocks import Due
from hall.review.enums import ReminderKind, ReviewEvent
from hall.review.models import Reminder, ReviewTaskState
from portal.accounts.models import User
from portal.core.queries import load_calendar
from units.enums import Role
from units.models import Team

AT_ONCE = 200
ORDER = list(ReminderKind)


@dataclass(frozen=True)
class Notice:
    """What one mail says about one step."""

    kind: ReminderKind
    page: Page
    unit: str
    title: str
    due: Due | None


@transaction.atomic
def remind(*, now: datetime) -> None:
    """Tell everybody whom a deadline concerns and who has not been told."""
    steps = list(steps_to_tell(now))
    if not steps:
        return
    pages = Page.objects.in_bulk([int(step.workflow_state.object_id) for step in steps])
    deadlines = Deadlines(steps, pages)
    calendar = load_calendar()
    letters: dict[int, list[Notice]] = {}
    for step in steps:
        kind = ReminderKind(step.newest_kind)
        if not note(step, kind, now):
            continue
        told = deadlines.people_to_tell(step, kind, now)
        unit = deadlines.roster.units.get(deadlines.place(step), "")
        due = Due.of(step.due_at, now, calendar)
        notice = Notice(kind, deadlines.page(step), unit, step.revision.object_str, due)
        for person in told:
            letters.setdefault(person, []).append(notice)
        write_line(step, kind, told)
    for person in User.objects.filter(pk__in=letters, is_active=True).order_by("pk"):
        notifications.tell_of_deadlines(person, letters[person.pk])


def steps_to_tell(now: datetime):
    """Return the steps that wait and whose newest reminder is still to be told, what is due first coming first."""
    newest = Case(
        When(escalate_at__lte=now, then=Value(ReminderKind.VERY_LATE)),
        When(due_at__lte=now, then=Value(ReminderKind.LATE)),
        default=Value(ReminderKind.NEAR),
    )
    told = Reminder.objects.filter(step=OuterRef("pk"), kind=OuterRef("newest_kind"))
    waiting = ReviewTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__current_task_state=F("pk"),
        remind_at__lte=now,
    ).annotate(newest_kind=newest)
    return (
        waiting.filter(~Exists(told))
        .select_related("workflow_state", "revision")
        .order_by("due_at", "pk")[:AT_ONCE]
    )


def note(step: ReviewTaskState, kind: ReminderKind, now: datetime) -> bool:
    """Write down that this is told, and what comes before it too. Returns whether nobody else was quicker."""
    for earlier in ORDER[: ORDER.index(kind)]:
        Reminder.objects.get_or_create(step=step, kind=earlier, defaults={"told_at": now})
    return Reminder.objects.get_or_create(step=step, kind=kind, defaults={"told_at": now})[1]


def write_line(step: ReviewTaskState, kind: ReminderKind, told: Iterable[int]) -> None:
    event = ReviewEvent.REMINDED if kind == ReminderKind.NEAR else ReviewEvent.ESCALATED
    names = [str(person) for person in User.objects.filter(pk__in=told).order_by("last_name", "first_name")]
    due_at = step.due_at.isoformat() if step.due_at else ""
    records.write(step, event, None, facts={"due_at": due_at, "told": names})


class Deadlines:
    """Who can take some steps, and who stands behind them, in a number of queries that does not grow."""

    def __init__(self, steps: list[ReviewTaskState], pages: dict[int, Page]):
        self.pages = pages
        self.authors = authors_of(pages)
        self.approvers = approvers_of([step.workflow_state_id for step in steps])
        paths = [page.path for page in pages.values()]
        self.roster = Roster.for_paths(paths)
        teams = Team.objects.filter(unit__path__in=self.roster.units, role=Role.REVIEWER)
        self.leads = dict(teams.values_list("unit__path", "lead"))

    def people_to_tell(self, step: ReviewTaskState, kind: ReminderKind, now: datetime) -> frozenset[int]:
        takers = self.assignment(step).people
        if kind == ReminderKind.VERY_LATE:
            return self.bench(step, ReviewLevel.HALL_DESK).people or takers
        if kind == ReminderKind.LATE:
            return self.those_behind(step) or takers
        claim = claim_that_holds(step.claimed_by_id, step.claimed_until, takers, now)
        return frozenset([claim.person]) if claim else takers

    def those_behind(self, step: ReviewTaskState) -> frozenset[int]:
        """Return the lead of the unit's spokespersons, or all of them; the city office behind the other steps."""
        if step.level != ReviewLevel.UNIT:
            return self.bench(step, ReviewLevel.CITY_OFFICE).people
        bench = self.bench(step, ReviewLevel.UNIT)
        lead = self.leads.get(self.place(step))
        if bench.level != ReviewLevel.UNIT or lead not in bench.people:
            return bench.people
        return frozenset([lead, *(deputy for deputy, person in bench.deputies.items() if person == lead)])

    def bench(self, step: ReviewTaskState, level: ReviewLevel) -> Bench:
        return self.roster.benches(level, self.page(step).path)[0]

    def page(self, step: ReviewTaskState) -> Page:
        return self.pages[int(step.workflow_state.object_id)]

    def place(self, step: ReviewTaskState) -> str:
        """Return the place in the tree of the unit whose text it is."""
        page = self.page(step)
        return page.path[: -page.steplen]

    def assignment(self, step: ReviewTaskState) -> Assignment:
        run, page = step.workflow_state, self.page(step)
        others = self.authors[page.pk] | {run.requested_by_id} | self.approvers[run.pk]
        return assign(self.roster.benches(step.level, page.path), others)
