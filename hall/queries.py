"""What people who write need to see: their own drafts, and whom and what they can name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from wagtail.models import TaskState, WorkflowState

from hall.enums import PostState
from hall.models import Hashtag, PostPage
from units.models import UnitPage

SUGGESTIONS = 8


@dataclass(frozen=True)
class Standing:
    """A post and where it stands. `step` and `reason` are those of its review, if it has any."""

    post: PostPage
    unit: UnitPage
    state: PostState
    step: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """What the post is called: by its newest words, and by what readers knew once it is withdrawn."""
        return self.post.title if self.state == PostState.WITHDRAWN else self.post.draft_title


def drafts_of(user, limit: int) -> list[Standing]:
    """Return what the user wrote and is not public as it stands, last changed first.

    Somebody who has left a unit's team is not told how its posts go on.
    """
    units = list(UnitPage.objects.writable_by(user))
    posts = (
        PostPage.objects.below(units).filter(owner=user).unfinished().order_by("-latest_revision_created_at")
    )
    return standings(posts.with_standing()[:limit])


def public_lately(user, limit: int) -> list[Standing]:
    """Return the newest public posts of the units that the user writes for."""
    units = UnitPage.objects.writable_by(user).values("pk")
    posts = PostPage.objects.filter(timeline_entry__unit__in=units).order_by("-timeline_entry__published_at")
    return standings(posts.with_standing()[:limit])


def standings(posts: Iterable[PostPage]) -> list[Standing]:
    """Return where these posts of `with_standing()` stand, in their order."""
    posts = list(posts)
    parents = {post.path[: -post.steplen] for post in posts}
    units = {unit.path: unit for unit in UnitPage.objects.filter(path__in=parents)}
    return [standing_of(post, units[post.path[: -post.steplen]]) for post in posts]


def standing_of(post: PostPage, unit: UnitPage) -> Standing:
    run = post.current_workflow_state
    task_state = run.current_task_state if run else None
    if task_state is None:
        return Standing(post, unit, resting_state(post))
    if run.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Standing(post, unit, PostState.RETURNED, step=task_state.task.name, reason=task_state.comment)
    return Standing(post, unit, PostState.IN_REVIEW, step=task_state.task.name)


def return_of(post: PostPage) -> TaskState | None:
    """Return the step that gave a post back to its writer, with who did it and why, while it waits for changes."""
    run = post.current_workflow_state
    return run.current_task_state if run and run.status == WorkflowState.STATUS_NEEDS_CHANGES else None


def resting_state(post: PostPage) -> PostState:
    """Return the state of a post of `with_standing()` that no review is looking at."""
    if post.scheduled_at:
        return PostState.SCHEDULED
    if post.live:
        return PostState.DRAFT if post.has_unpublished_changes else PostState.PUBLIC
    return PostState.WITHDRAWN if hasattr(post, "withdrawal") else PostState.DRAFT


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
