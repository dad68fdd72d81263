"""What the last approval of a review does about the hour of a release."""

from datetime import datetime

from wagtail.models import Page, Revision

from hall.review.decisions import lock_page
from hall.review.models import StuckRelease
from hall.review.publishing import publish_version
from hall.review.releases.enums import JointState, Latecomers, StuckCause
from hall.review.releases.permissions import joint_of
from hall.review.releases.releasing import hold
from hall.review.releases.times import keep_joint_time


def release_approved(*, page: Page, revision: Revision, now: datetime, user=None) -> None:
    """Publish what was approved: now, at its hour, with others, or when somebody says so."""
    StuckRelease.objects.filter(page=page.pk).delete()
    keep_joint_time(page=page)
    joint = joint_of(page)
    if joint and joint.state == JointState.RELEASED and joint.latecomers == Latecomers.ASK:
        page = lock_page(page.pk)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=joint.goes_out_at)
        hold(page=page, revision=revision, cause=StuckCause.LATE, reason="", now=now)
        return
    publish_version(revision=revision, user=user, now=now)
