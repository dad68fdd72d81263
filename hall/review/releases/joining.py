"""What the hall desk does with a joint release before its instant."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hall.models import Category, PostPage
from hall.permissions import why_not_go_out_at
from hall.review.decisions import lock_page
from hall.review.enums import ReviewEvent
from hall.review.models import JointItem, JointRelease
from hall.review.records import write_line
from hall.review.releases.bundling import release_joint
from hall.review.releases.enums import ItemState, JointState, Latecomers
from hall.review.releases.permissions import (
    why_not_add,
    why_not_bundle,
    why_not_change_joint,
    why_not_leave_out,
    why_not_release_joint,
)
from hall.review.releases.releasing import last_run_of
from hall.review.releases.services import leave_joint, unschedule, why_not_reason
from hall.review.releases.times import set_time
from hall.services import draft_post, submit_post
from portal.accounts.models import User
from portal.core.refusals import Refused, refuse_if
from units.models import UnitPage

UNIT_PLACE = "{单位}"


@transaction.atomic
def make_joint(
    *, name: str, goes_out_at: datetime, by: User, now: datetime, latecomers: str = Latecomers.AT_ONCE
) -> JointRelease:
    """Begin a joint release without posts. Raises `Refused` for all but the hall desk."""
    refuse_if(why_not_bundle(by) or why_not_go_out_at(goes_out_at, now))
    return JointRelease.objects.create(
        name=name, goes_out_at=goes_out_at, latecomers=latecomers, made_by=by, made_at=now
    )


@transaction.atomic
def draft_for_units(
    *, joint_id: int, units: Iterable[UnitPage], text: str, category: Category | None, by: User
) -> list[PostPage]:
    """Write the same text as a draft of each unit; `{单位}` in it becomes the unit's name. Its people may change it."""
    joint = lock_joint(joint_id, by)
    posts = []
    for unit in units:
        words = text.replace(UNIT_PLACE, unit.title)
        post = draft_post(unit=unit, author=by, text=words, category=category, go_live_at=joint.goes_out_at)
        JointItem.objects.create(joint=joint, post=post)
        posts.append(post)
    return posts


@transaction.atomic
def add_post(*, joint_id: int, post_id: int, by: User) -> JointItem:
    """Let a draft, a post under review or one approved for later go out with the others. An approval is kept."""
    joint = lock_joint(joint_id, by)
    post = lock_page(post_id)
    refuse_if(why_not_add(by, joint, post))
    item = JointItem.objects.create(joint=joint, post=post)
    set_joint_time(joint, post, by)
    return item


@transaction.atomic
def leave_out(*, joint_id: int, post_id: int, by: User, reason: str) -> None:
    """Take one post out of a joint release; it is a draft again. Raises `Refused` without a reason."""
    joint = lock_joint(joint_id, by)
    item = joint.items.filter(post=post_id).last()
    refuse_if(why_not_leave_out(item) or why_not_reason(reason))
    fall_back(item, by, reason.strip())


@transaction.atomic
def change_joint(
    *, joint_id: int, name: str, goes_out_at: datetime, latecomers: str, by: User, now: datetime
) -> JointRelease:
    """Change name, hour and choice of a joint release; all its posts follow, approvals stay."""
    joint = lock_joint(joint_id, by)
    is_moved = goes_out_at != joint.goes_out_at
    refuse_if(why_not_go_out_at(goes_out_at, now) if is_moved or joint.state == JointState.ASKING else "")
    joint.name, joint.goes_out_at, joint.latecomers = name, goes_out_at, latecomers
    joint.state = JointState.OPEN
    joint.save()
    if is_moved:
        for item in joint.items.filter(state=ItemState.WAITING).order_by("post"):
            set_joint_time(joint, lock_page(item.post_id), by)
    return joint


@transaction.atomic
def cancel_joint(*, joint_id: int, by: User, reason: str, now: datetime) -> JointRelease:
    """Call a joint release off; its posts are drafts again. Raises `Refused` without a reason."""
    joint = lock_joint(joint_id, by)
    refuse_if(why_not_reason(reason))
    for item in joint.items.filter(state=ItemState.WAITING).order_by("post"):
        fall_back(item, by, reason.strip())
    joint.state, joint.ended_at, joint.reason = JointState.CANCELLED, now, reason.strip()
    joint.save()
    return joint


@transaction.atomic
def release_missed_joint(*, joint_id: int, by: User, now: datetime) -> None:
    """Let a joint release that was missed go out now. Raises `Refused` before its time."""
    refuse_if(why_not_release_joint(by, lock_joint(joint_id, by), now))
    release_joint(joint_id=joint_id, now=now, person=by)


def submit_all(*, joint_id: int, by: User) -> tuple[int, list[str]]:
    """Submit every draft of a joint release. Return how many were, and why others were not, in words."""
    joint = JointRelease.objects.get(pk=joint_id)
    refuse_if(why_not_change_joint(by, joint))
    submitted, refusals = 0, []
    for item in joint.items.filter(state=ItemState.WAITING).select_related("post").order_by("post"):
        post = PostPage.objects.get(pk=item.post_id)
        if post.workflow_in_progress or post.approved_schedule:
            continue
        try:
            submit_post(post_id=post.pk, user=by)
        except Refused as refused:
            refusals.append(_("%(unit)s: %(reason)s") % {"unit": post.unit, "reason": refused})
        else:
            submitted += 1
    return submitted, refusals


def lock_joint(joint_id: int, by: User) -> JointRelease:
    joint = JointRelease.objects.select_for_update(of=("self",)).get(pk=joint_id)
    refuse_if(why_not_change_joint(by, joint))
    return joint


def set_joint_time(joint: JointRelease, page, by: User) -> None:
    """Give a locked page the hour of its joint release; what is approved already says so in its history."""
    revision = page.scheduled_revision
    set_time(page=page, moment=joint.goes_out_at)
    if revision:
        facts = {"joint": joint.name, "planned_for": joint.goes_out_at.isoformat()}
        write_line(page, ReviewEvent.SCHEDULED, by, run=last_run_of(page), revision=revision, facts=facts)


def fall_back(item: JointItem, by: User, reason: str) -> None:
    """Make a draft of a post again: what was approved for the common hour must not go out alone."""
    page = lock_page(item.post_id)
    if page.scheduled_revision:
        unschedule(page=page, person=by, reason=reason)
    elif page.workflow_in_progress:
        page.current_workflow_state.cancel(user=by)
    set_time(page=page, moment=None)
    leave_joint(page=page, reason=reason)
