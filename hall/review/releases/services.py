"""What people do with a release: stop it, move it, try it again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from hall.permissions import why_not_go_out_at
from hall.review.decisions import lock_page
from hall.review.enums import ReviewEvent
from hall.review.models import JointItem, StuckRelease
from hall.review.records import write_line
from hall.review.releases.enums import ItemState
from hall.review.releases.permissions import (
    why_not_move,
    why_not_retry,
    why_not_stop,
)
from hall.review.releases.releasing import attempt, last_run_of
from hall.review.releases.times import set_time
from portal.accounts.models import User
from portal.core.refusals import refuse_if

REASON_LIMIT = 300


@transaction.atomic
def stop_release(*, page_id: int, by: User, reason: str) -> None:
    """Make a draft again of what was approved for later. Raises `Refused` without a reason, and for strangers."""
    page = lock_page(page_id)
    refuse_if(why_not_stop(by, page) or why_not_reason(reason))
    unschedule(page=page, person=by, reason=reason.strip())
    leave_joint(page=page, reason=reason.strip())


def unschedule(*, page: Page, person: User | None, reason: str) -> None:
    """Take the approval for later off a locked page, and say so in its history."""
    revision = page.scheduled_revision
    planned = revision.approved_go_live_at
    forget_stuck(page=page)
    revision.approved_go_live_at = None
    # Wagtail writes its own log of this, unless the version cannot be read any more.
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    write_line(
        page,
        ReviewEvent.UNSCHEDULED,
        person,
        run=last_run_of(page),
        revision=revision,
        comment=reason,
        facts={"planned_for": planned.isoformat()},
    )


def forget_stuck(*, page: Page) -> None:
    """Note that nothing of a page waits for a release any more."""
    StuckRelease.objects.filter(page=page.pk).delete()


def leave_joint(*, page: Page, reason: str) -> None:
    JointItem.objects.filter(post=page.pk, state=ItemState.WAITING).update(
        state=ItemState.LEFT_OUT, reason=reason
    )


@transaction.atomic
def move_release(*, page_id: int, by: User, goes_out_at: datetime, now: datetime) -> None:
    """Let an approved post go out at another time. Raises `Refused`; its text stays as it was approved."""
    page = lock_page(page_id)
    refuse_if(why_not_move(by, page) or why_not_go_out_at(goes_out_at, now))
    revision = page.scheduled_revision
    planned = revision.approved_go_live_at
    set_time(page=page, moment=goes_out_at)
    forget_stuck(page=page)
    write_line(
        page,
        ReviewEvent.SCHEDULED,
        by,
        run=last_run_of(page),
        revision=revision,
        facts={"moved_from": planned.isoformat(), "planned_for": goes_out_at.isoformat()},
    )


@transaction.atomic
def retry_release(*, page_id: int, by: User, now: datetime) -> str:
    """Try a stuck release once more. Return why it failed again, or nothing when the post is public now."""
    page = lock_page(page_id)
    refuse_if(why_not_retry(by, page))
    return attempt(page=page, revision=page.scheduled_revision, now=now, person=by)


def why_not_reason(reason: str) -> str:
    if not reason.strip():
        return _("Say in one sentence why it does not go out.")
    if len(reason.strip()) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""
