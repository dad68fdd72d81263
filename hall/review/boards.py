"""How much there is to do, for those who write, those who review and those who run the hall.

Figures are counted by the same questions as the lists they lead to. The number of queries does not grow with the
posts that wait, nor with the units.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from wagtail.models import Page, TaskState, WorkflowState

from hall.enums import PostState, ReviewLevel
from hall.models import PostPage, TimelineEntry
from hall.review.enums import DueBy
from hall.review.queues import WaitingStep, due_by
from portal.core.workdays import day_begins, local_day
from units.models import UnitPage


@dataclass(frozen=True)
class Writing:
    """A writer's own posts: not sent yet, given back, under review, and made public today."""

    drafts: int
    returned: int
    waiting: int
    live_today: int


@dataclass(frozen=True)
class Reviewing:
    """What a reviewer can take: late or due within the hour, due before the day ends, and all of it."""

    now: int
    today: int
    waiting: int


@dataclass
class UnitQueue:
    """What of one unit waits for whomever: how many at each step, since when, and how many of them are late."""

    unit: str
    unit_id: int
    since: datetime
    due_at: datetime | None = None
    late: int = 0
    by_level: dict[ReviewLevel, int] = field(default_factory=lambda: dict.fromkeys(ReviewLevel, 0))

    @property
    def waiting(self) -> int:
        return sum(self.by_level.values())


def writing_of(user, now: datetime) -> Writing:
    """Count the posts that `user` wrote for the units they still write for."""
    units = list(UnitPage.objects.writable_by(user))
    own = PostPage.objects.below(units).filter(owner=user)
    live_today = TimelineEntry.objects.filter(
        unit__in=units, post__owner=user, published_at__gte=day_begins(local_day(now))
    )
    return Writing(
        drafts=own.in_state(PostState.DRAFT).count(),
        returned=own.in_state(PostState.RETURNED).count(),
        waiting=own.in_state(PostState.IN_REVIEW).count(),
        live_today=live_today.count(),
    )


def reviewing_of(steps: list[WaitingStep], now: datetime) -> Reviewing:
    """Count the steps that a reviewer can take. A step without a due time is due at some time."""
    return Reviewing(
        now=len(due_by(steps, DueBy.NOW, now)),
        today=len(due_by(steps, DueBy.TODAY, now)),
        waiting=len(steps),
    )


def queues_by_unit(now: datetime) -> list[UnitQueue]:
    """Return the queue of every unit of which something waits, the one that has waited longest first.

    Three queries, however much waits.
    """
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__current_task_state=F("pk"),
        reviewtaskstate__isnull=False,
    ).order_by("started_at", "pk")
    rows = waiting.values_list(
        "workflow_state__object_id", "reviewtaskstate__level", "started_at", "reviewtaskstate__due_at"
    )
    rows = list(rows)
    places = dict(Page.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "path"))
    above = {path[: -Page.steplen] for path in places.values()}
    units = {unit.path: unit for unit in Page.objects.filter(path__in=above).only("path", "title")}
    found: dict[str, UnitQueue] = {}
    for page_id, level, since, due_at in rows:
        unit = units[places[int(page_id)][: -Page.steplen]]
        queue = found.setdefault(unit.path, UnitQueue(unit.title, unit.pk, since))
        queue.by_level[ReviewLevel(level)] += 1
        queue.late += due_at is not None and due_at < now
        queue.due_at = min(filter(None, [queue.due_at, due_at]), default=None)
    return list(found.values())
