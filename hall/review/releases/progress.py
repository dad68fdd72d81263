"""How far the posts of joint releases are, and who still has to act. The queries do not grow with the posts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.enums import PostState, ReviewLevel
from hall.models import PostPage
from hall.queries import Standing, standings
from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Roster, assign
from hall.review.models import JointItem, JointRelease, StuckRelease
from hall.review.queues import all_waiting
from hall.review.releases.enums import ItemState, Readiness
from hall.review.releases.permissions import units_of_releases
from portal.accounts.models import User

NAMES_SHOWN = 3

SETTLED = {ItemState.RELEASED: Readiness.RELEASED, ItemState.LEFT_OUT: Readiness.LEFT_OUT}
STANDING = {
    PostState.SCHEDULED: Readiness.READY,
    PostState.IN_REVIEW: Readiness.IN_REVIEW,
    PostState.RETURNED: Readiness.RETURNED,
}
WORDS = [
    (Readiness.STUCK, gettext_lazy("stuck: %(count)d")),
    (Readiness.READY, gettext_lazy("ready: %(count)d")),
    (Readiness.IN_REVIEW, gettext_lazy("under review: %(count)d")),
    (Readiness.RETURNED, gettext_lazy("returned: %(count)d")),
    (Readiness.UNWRITTEN, gettext_lazy("not submitted: %(count)d")),
    (Readiness.RELEASED, gettext_lazy("public: %(count)d")),
    (Readiness.LEFT_OUT, gettext_lazy("left out: %(count)d")),
]


@dataclass(frozen=True)
class ItemLine:
    """One post of a joint release: how far it is, what holds it up, and who can act."""

    item: JointItem
    standing: Standing
    readiness: Readiness
    stuck: StuckRelease | None
    acts: str


@dataclass(frozen=True)
class JointLine:
    """A joint release and how many of its posts are how far."""

    joint: JointRelease
    counts: Counter

    @property
    def progress(self) -> str:
        said = [str(text) % {"count": self.counts[state]} for state, text in WORDS if self.counts[state]]
        return " · ".join(said) or _("no posts yet")


def joint_lines(joints: Iterable[JointRelease]) -> list[JointLine]:
    """Return these joint releases with their progress, in their order."""
    joints = list(joints)
    counts: dict[int, Counter] = {joint.pk: Counter() for joint in joints}
    for item, _standing, readiness, _stuck in read_items(JointItem.objects.filter(joint__in=joints)):
        counts[item.joint_id][readiness] += 1
    return [JointLine(joint, counts[joint.pk]) for joint in joints]


def item_lines(joint: JointRelease, user) -> list[ItemLine]:
    """Return the posts of a joint release, what needs attention first, then in the order of the units.

    Drafts of other units are nobody's business; how far these are, the progress of the whole tells.
    """
    units = set(units_of_releases(user).values_list("pk", flat=True))
    rows = [row for row in read_items(joint.items.all()) if row[1].unit.pk in units]
    waiting = [
        item.post_id for item, _standing, readiness, _stuck in rows if readiness == Readiness.IN_REVIEW
    ]
    takers = takers_of(waiting)
    lines = [
        ItemLine(item, standing, readiness, stuck, takers.get(item.post_id) or words_for(readiness))
        for item, standing, readiness, stuck in rows
    ]
    order = list(Readiness)
    return sorted(lines, key=lambda line: (order.index(line.readiness), line.standing.unit.path))


def read_items(items) -> list[tuple[JointItem, Standing, Readiness, StuckRelease | None]]:
    items = list(items)
    numbers = [item.post_id for item in items]
    standing = {s.post.pk: s for s in standings(PostPage.objects.filter(pk__in=numbers).with_standing())}
    stuck = {row.page_id: row for row in StuckRelease.objects.filter(page__in=numbers)}
    rows = []
    for item in items:
        hindrance = stuck.get(item.post_id) if item.state == ItemState.WAITING else None
        state = standing[item.post_id].state
        readiness = SETTLED.get(item.state) or STANDING.get(state, Readiness.UNWRITTEN)
        rows.append(
            (item, standing[item.post_id], Readiness.STUCK if hindrance else Readiness(readiness), hindrance)
        )
    return rows


def words_for(readiness: Readiness) -> str:
    """Say who has to act where no review step tells it."""
    if readiness in (Readiness.UNWRITTEN, Readiness.RETURNED):
        return _("The unit's writers, or the hall desk: submit it.")
    if readiness == Readiness.STUCK:
        return _("The unit's spokespersons, or the hall desk: release it or stop it.")
    return ""


def takers_of(page_ids: list[int]) -> dict[int, str]:
    """Return, in words, who can take the step at which each of these pages waits."""
    steps = all_waiting(ReviewLevel.values).filter(
        workflow_state__object_id__in=[str(page_id) for page_id in page_ids]
    )
    steps = [(int(page_id), level, run, person) for _pk, level, page_id, run, person in steps]
    paths = dict(PostPage.objects.filter(pk__in=page_ids).values_list("pk", "path"))
    authors, approvers = authors_of(page_ids), approvers_of([run for _id, _level, run, _who in steps])
    roster = Roster.for_paths(paths.values())
    found = {}
    for page_id, level, run, person in steps:
        others = authors[page_id] | {person} | approvers[run]
        found[page_id] = assign(roster.benches(level, paths[page_id]), others)
    people = User.objects.in_bulk({pk for assignment in found.values() for pk in assignment.people})
    return {page_id: words_of(assignment, people) for page_id, assignment in found.items()}


def words_of(assignment, people: dict[int, User]) -> str:
    if assignment.bench is None:
        return assignment.because
    names = sorted(str(people[pk]) for pk in assignment.people)
    more = _(" and others") if len(names) > NAMES_SHOWN else ""
    said = _(", ").join(names[:NAMES_SHOWN]) + more
    return _("%(bench)s: %(names)s") % {"bench": assignment.bench, "names": said}
