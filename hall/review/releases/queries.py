"""What the release board shows: what goes out when, what is stuck, and who still has to act."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page

from hall.models import PostPage
from hall.querysets import approved_for_later
from hall.review.enums import ReviewEvent
from hall.review.models import JointItem, JointRelease, ReviewRecord, StuckRelease
from hall.review.releases.enums import COMING_STATES, ItemState, JointState
from hall.review.releases.permissions import sees_all_releases, units_of_releases
from hall.review.releases.releasing import due_revisions
from portal.core.models import DutyRun
from units.models import UnitPage

SILENCE = timedelta(minutes=2)
DUTY = "releases"
LATELY = timedelta(days=1)
RELEASED_SHOWN = 20
FOUND_SHOWN = 20


@dataclass(frozen=True)
class ReleaseLine:
    """One post that is approved and waits for its hour, or is stuck past it."""

    page_id: int
    title: str
    unit: UnitPage
    moment: datetime
    stuck: StuckRelease | None


def lines_for(user) -> list[ReleaseLine]:
    """Return the posts of the user's units that wait for their hour, by that hour. Bundled ones show with others."""
    revisions = approved_for_later().select_related("stuck_release").defer("content")
    revisions = list(revisions.order_by("approved_go_live_at", "pk"))
    numbers = [int(revision.object_id) for revision in revisions]
    bundled = JointItem.objects.filter(state=ItemState.WAITING, joint__state__in=COMING_STATES)
    hidden = set(bundled.filter(post__in=numbers).values_list("post_id", flat=True))
    places = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "path"))
    units = {unit.path: unit for unit in units_of_releases(user)}
    lines = []
    for revision, page_id in zip(revisions, numbers, strict=True):
        unit = units.get(places.get(page_id, "")[: -UnitPage.steplen])
        if unit and page_id not in hidden:
            stuck = getattr(revision, "stuck_release", None)
            lines.append(ReleaseLine(page_id, revision.object_str, unit, revision.approved_go_live_at, stuck))
    return lines


def joints_for(user) -> QuerySet[JointRelease]:
    """Return the joint releases in which a unit of the user's takes part, the next first."""
    joints = JointRelease.objects.order_by("goes_out_at", "pk")
    if sees_all_releases(user):
        return joints
    posts = PostPage.objects.below(units_of_releases(user)).values("pk")
    return joints.filter(Exists(JointItem.objects.filter(joint=OuterRef("pk"), post__in=posts)))


def coming_joints(user) -> QuerySet[JointRelease]:
    return joints_for(user).filter(state__in=COMING_STATES)


def past_joints(user, limit: int) -> list[JointRelease]:
    return list(joints_for(user).exclude(state__in=COMING_STATES).order_by("-ended_at")[:limit])


def released_lately(user, now: datetime) -> list[ReviewRecord]:
    """Return what the clock has released within a day, the newest first."""
    lines = ReviewRecord.objects.filter(
        event=ReviewEvent.PUBLISHED, happened_at__gte=now - LATELY, facts__has_key="planned_for"
    )
    return list(
        lines.filter(unit__in=units_of_releases(user)).select_related("unit").order_by("-pk")[:RELEASED_SHOWN]
    )


def why_clock_stands(now: datetime) -> str:
    """Say that something is due and nobody keeps the time; nothing otherwise."""
    is_due = (
        due_revisions(now - SILENCE).exists()
        or JointRelease.objects.filter(state=JointState.OPEN, goes_out_at__lte=now - SILENCE).exists()
    )
    run = DutyRun.objects.filter(name=DUTY).first()
    keeps = run and run.begun_at and now - run.begun_at < SILENCE
    if is_due and not keeps:
        return _(
            "The clock process is not running, so nothing goes out by itself. Start `manage.py keep_time`."
        )
    return ""


def units_without_post(joint: JointRelease) -> QuerySet[UnitPage]:
    """Return the public units that have no post in a joint release yet."""
    paths = joint.items.exclude(state=ItemState.LEFT_OUT).values_list("post__path", flat=True)
    taken = {path[: -UnitPage.steplen] for path in paths}
    return UnitPage.objects.live().exclude(path__in=taken).order_by("path")


def posts_to_add(words: str) -> list[PostPage]:
    """Return the newest drafts and posts on their way with these words, in the text or in the unit's name.

    Posts that go out with others already are not among them.
    """
    bundled = JointItem.objects.filter(state=ItemState.WAITING, post=OuterRef("pk"))
    unit_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - UnitPage.steplen)
    unit = UnitPage.objects.filter(path=unit_path)
    posts = PostPage.objects.unfinished().filter(~Exists(bundled))
    posts = posts.annotate(unit_name=Subquery(unit.values("title")))
    found = posts.filter(
        Q(unit_name__icontains=words) | Q(text__icontains=words) | Q(draft_title__icontains=words)
    )
    return list(found.order_by("-latest_revision_created_at", "-pk")[:FOUND_SHOWN])
