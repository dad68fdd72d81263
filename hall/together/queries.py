"""What a unit wants to know of the others. The number of queries grows neither with units nor with posts."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from wagtail.models import TaskState

from hall.enums import PostState
from hall.models import PostPage
from hall.queries import Standing, standings
from hall.together.enums import Relation
from hall.together.permissions import why_not_undo
from units.models import UnitFollow, UnitPage
from units.onboarding.models import Batch

# Of several reposts of one post, the one that has come furthest tells whether the unit carries it.
FURTHEST_FIRST = [
    PostState.PUBLIC,
    PostState.SCHEDULED,
    PostState.IN_REVIEW,
    PostState.RETURNED,
    PostState.DRAFT,
]


def others(unit: UnitPage, *, words: str = "", batch: Batch | None = None, relation: str = ""):
    """Return the other public units in tree order, each with `is_followed` and `follows_us`."""
    ours = UnitFollow.objects.filter(follower=unit, followed=OuterRef("pk"))
    theirs = UnitFollow.objects.filter(follower=OuterRef("pk"), followed=unit)
    units = UnitPage.objects.live().exclude(pk=unit.pk).order_by("path")
    units = units.annotate(is_followed=Exists(ours), follows_us=Exists(theirs))
    if words:
        units = units.with_words(words)
    if batch:
        units = units.filter(batch_place__batch=batch)
    return units.filter(**STANDING_SO[Relation(relation)]) if relation in Relation.values else units


STANDING_SO = {
    Relation.FOLLOWED: {"is_followed": True},
    Relation.MUTUAL: {"is_followed": True, "follows_us": True},
    Relation.FOLLOWS_US: {"follows_us": True},
    Relation.NOT_YET: {"is_followed": False},
}


def counts(unit: UnitPage) -> dict[str, int]:
    """Return how many public units `unit` follows, how many follow it, and how many do both."""
    return {relation: others(unit, relation=relation).count() for relation in list(Relation)[:3]}


def source_of(post: PostPage) -> int:
    """Return the key of what a repost of `post` carries: the first original."""
    return post.repost_of_id or post.pk


def carried(unit: UnitPage, posts: Iterable[PostPage]) -> dict[int, Standing]:
    """Return where the unit's own reposts of these posts stand, by the key of the first original."""
    sources = {source_of(post) for post in posts}
    reposts = PostPage.objects.child_of(unit).filter(repost_of__in=sources).with_standing()
    found: dict[int, Standing] = {}
    for standing in standings(reposts.select_related("owner")):
        key = standing.post.repost_of_id
        if standing.state in FURTHEST_FIRST and is_further(standing, found.get(key)):
            found[key] = standing
    return found


def is_further(standing: Standing, other: Standing | None) -> bool:
    return other is None or FURTHEST_FIRST.index(standing.state) < FURTHEST_FIRST.index(other.state)


def runs_decided(posts: Iterable[PostPage]) -> set[int]:
    """Return the running reviews of these posts in which somebody has approved a step."""
    runs = [post.current_workflow_state.pk for post in posts if post.current_workflow_state]
    approved = TaskState.objects.filter(workflow_state__in=runs, status=TaskState.STATUS_APPROVED)
    return set(approved.values_list("workflow_state", flat=True))


def mark_carried(entries: list, unit: UnitPage, user) -> None:
    """Put on each entry where our own repost of it stands (`ours`, or None) and whether `user` may `undo` it."""
    found = carried(unit, [entry.post for entry in entries])
    waiting = [ours.post for ours in found.values() if ours.state == PostState.IN_REVIEW]
    decided = runs_decided(waiting)
    undoable = {
        post.repost_of_id
        for post in waiting
        if not why_not_undo(user, post, is_decided=post.current_workflow_state.pk in decided)
    }
    for entry in entries:
        entry.ours = found.get(source_of(entry.post))
        entry.may_undo = source_of(entry.post) in undoable
