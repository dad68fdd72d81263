"""The instant of a joint release: what is approved becomes public in one transaction, everything at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from hall.review.decisions import lock_page
from hall.review.models import JointItem, JointRelease
from hall.review.releases.enums import COMING_STATES, ItemState, JointState
from hall.review.releases.releasing import attempt, counts_as_missed
from hall.review.releases.signals import joint_release_missed
from hall.services import hold_shared_rows


@transaction.atomic
def release_joint(*, joint_id: int, now: datetime, person=None) -> None:
    """Release a bundle whose time has come, unless another process is about to.

    A post that fails keeps no other back. Nothing is seen before the commit, and then all of it. A `person` answers
    for a bundle that was missed. One without posts is called off: nobody reads that it went out.
    """
    states = COMING_STATES if person else [JointState.OPEN]
    free = JointRelease.objects.select_for_update(of=("self",), skip_locked=True)
    joint = free.filter(pk=joint_id, state__in=states, goes_out_at__lte=now).first()
    if joint is None:
        return
    if person is None and counts_as_missed(joint.goes_out_at, now):
        joint.state = JointState.ASKING
        joint.save(update_fields=["state"])
        joint_release_missed.send(JointRelease, joint=joint)
        return
    release_items(joint, now, person)
    joint.state, joint.ended_at = JointState.RELEASED, now
    if not joint.items.exclude(state=ItemState.LEFT_OUT).exists():
        joint.state, joint.reason = JointState.CANCELLED, _("There was no post in it when its time came.")
    joint.save(update_fields=["state", "ended_at", "reason"])


def release_items(joint: JointRelease, now: datetime, person) -> None:
    items = list(joint.items.filter(state=ItemState.WAITING).order_by("post"))
    # All is locked before the first goes out: nobody waits for one of the posts with something we need.
    pages = {item: lock_page(item.post_id) for item in items}
    revisions = {item: page.scheduled_revision for item, page in pages.items()}
    hold_shared_rows(versions=filter(None, revisions.values()))
    released = []
    for item, page in pages.items():
        revision = revisions[item]
        if revision and not attempt(page=page, revision=revision, now=now, person=person):
            released.append(item.post_id)
    Page.objects.filter(pk__in=released).update(last_published_at=now)


def settle_item(*, page: Page) -> None:
    """Note that a post of a joint release has become public, in whatever way."""
    JointItem.objects.filter(post=page.pk, state=ItemState.WAITING).update(
        state=ItemState.RELEASED, reason=""
    )
