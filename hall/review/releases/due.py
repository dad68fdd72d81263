"""The round that the clock makes every second: one query when nothing is due."""

import logging
from datetime import datetime

from django.db.models import BooleanField, F, Value

from hall.review.models import JointItem, JointRelease
from hall.review.releases.bundling import release_joint
from hall.review.releases.enums import ItemState, JointState
from hall.review.releases.releasing import due_revisions, release_due_page

logger = logging.getLogger(__name__)


def release_due(*, now: datetime) -> None:
    """Release everything whose time has come. One that breaks down keeps no other from going out."""
    joints, pages = due_now(now)
    failures = [
        *[do(release_joint, joint_id=pk, now=now) for pk in joints],
        *[do(release_due_page, page_id=pk, now=now) for pk in pages],
    ]
    for failure in filter(None, failures):
        raise failure


def due_now(now: datetime) -> tuple[list[int], list[int]]:
    """Return the joint releases and the single pages that are due, in one query if there are none."""
    joints = JointRelease.objects.filter(state=JointState.OPEN, goes_out_at__lte=now).order_by()
    rows = joints.annotate(is_joint=Value(True, BooleanField()), page=F("pk")).values_list("is_joint", "page")
    revisions = due_revisions(now).order_by().annotate(is_joint=Value(False, BooleanField()))
    found = list(rows.union(revisions.values_list("is_joint", "pk"), all=True))
    joint_ids = [pk for is_joint, pk in found if is_joint]
    revision_ids = [pk for is_joint, pk in found if not is_joint]
    if not revision_ids:
        return joint_ids, []
    # What waits for its bundle goes out with it, or not yet.
    bundled = JointItem.objects.filter(
        state=ItemState.WAITING, joint__state__in=[JointState.OPEN, JointState.ASKING]
    )
    pages = due_revisions(now).filter(pk__in=revision_ids).values_list("object_id", flat=True)
    with_others = set(bundled.filter(post__in=[int(pk) for pk in pages]).values_list("post_id", flat=True))
    return joint_ids, [int(pk) for pk in pages if int(pk) not in with_others]


def do(release, **arguments) -> Exception | None:
    try:
        release(**arguments)
    except Exception as failure:
        logger.exception("A release broke down: %s", arguments)
        return failure
    return None
