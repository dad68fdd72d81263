"""The hour of a release. It is no part of what is approved: moving it asks for no review."""

from datetime import datetime

from wagtail.models import Page, Revision

from hall.review.releases.permissions import joint_of


def set_time(*, page: Page, moment: datetime | None) -> None:
    """Write the hour at which the newest version goes out into it, and where Wagtail notes it once approved.

    Call it with the page locked. The version stays the same one, so what its reviewers approved stays approved.
    """
    written = moment.isoformat() if moment else None
    revision = Revision.objects.get(pk=page.latest_revision_id)
    revision.content["go_live_at"] = written
    if revision.approved_go_live_at and moment:
        revision.approved_go_live_at = moment
    Revision.objects.filter(pk=revision.pk).update(
        content=revision.content, approved_go_live_at=revision.approved_go_live_at
    )
    if not page.live:
        Page.objects.filter(pk=page.pk).update(go_live_at=moment)


def keep_joint_time(*, page: Page) -> None:
    """Let what goes out with others carry their hour, whatever its writers typed."""
    joint = joint_of(page)
    if joint:
        set_time(page=page, moment=joint.goes_out_at)
