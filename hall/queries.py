"""What people who write need to see: their own drafts, and whom and what they can name."""

from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from wagtail.models import Page, WorkflowState

from hall.enums import DraftState
from hall.models import Hashtag, PostPage
from units.models import UnitPage

SUGGESTIONS = 8


@dataclass(frozen=True)
class Draft:
    """One line of "my drafts and where they are". `step` and `reason` are those of the review, if it has any."""

    post: PostPage
    unit: Page
    state: DraftState
    step: str = ""
    reason: str = ""


def drafts_of(user, limit: int) -> list[Draft]:
    """Return what the user wrote and is not public as it stands, last changed first."""
    runs = WorkflowState.objects.active().select_related("current_task_state__task")
    posts = list(
        unfinished_posts_of(user)
        .prefetch_related(
            Prefetch("_specific_workflow_states", queryset=runs, to_attr="_current_workflow_states")
        )
        .order_by("-latest_revision_created_at")[:limit]
    )
    parents = {post.path[: -post.steplen] for post in posts}
    units = {unit.path: unit for unit in Page.objects.filter(path__in=parents)}
    return [draft_of(post, units[post.path[: -post.steplen]]) for post in posts]


def unfinished_posts_of(user) -> QuerySet[PostPage]:
    return PostPage.objects.filter(
        Q(live=False) | Q(has_unpublished_changes=True), owner=user, withdrawal__isnull=True
    )


def draft_of(post: PostPage, unit: Page) -> Draft:
    run = post.current_workflow_state
    task_state = run.current_task_state if run else None
    if task_state is None:
        return Draft(post, unit, DraftState.DRAFT)
    if run.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Draft(post, unit, DraftState.RETURNED, step=task_state.task.name, reason=task_state.comment)
    return Draft(post, unit, DraftState.IN_REVIEW, step=task_state.task.name)


def suggest_units(words: str) -> list[UnitPage]:
    """Return live units whose account name, official name or code the words begin or occur in."""
    units = UnitPage.objects.live().order_by("path")
    if words:
        begins = Q(title__istartswith=words) | Q(code__istartswith=words)
        units = (
            units.filter(begins | Q(title__icontains=words) | Q(official_name__icontains=words))
            .annotate(rank=Case(When(begins, then=Value(0)), default=Value(1)))
            .order_by("rank", "path")
        )
    return list(units[:SUGGESTIONS])


def suggest_hashtags(words: str) -> list[Hashtag]:
    """Return hashtags in use that hold the words, the ones used last before others."""
    hashtags = Hashtag.objects.filter(use_count__gt=0)
    if words:
        hashtags = hashtags.filter(slug__contains=Hashtag.fold(words))
    return list(hashtags.order_by("-last_used_at")[:SUGGESTIONS])
