"""What goes out when its time has come. Each release is one transaction: after a cut it is whole, or waits still."""

import logging
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.models.release import StuckRelease
from hall.review.publishing import publish_version
from hall.review.records import write_line
from hall.review.releases.enums import StuckCause
from hall.review.releases.permissions import why_not_ready
from hall.review.releases.signals import release_stuck
from portal.core.enums import LateRelease
from portal.core.models import PortalSettings
from portal.core.refusals import Refused, refuse_if

logger = logging.getLogger(__name__)

WAITS = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60)]


def due_revisions(now: datetime):
    """Return the versions whose release is to be tried now, those that wait longest first."""
    # A clock that was set back must not keep a failed release waiting for the wrong hour.
    may_be_tried = Q(stuck_release=None) | Q(
        Q(stuck_release__next_try_at__lte=now) | Q(stuck_release__tried_at__gt=now),
        stuck_release__next_try_at__isnull=False,
    )
    due = Revision.page_revisions.filter(may_be_tried, approved_go_live_at__lte=now)
    return due.order_by("approved_go_live_at", "pk")


@transaction.atomic
def release_due_page(*, page_id: int, now: datetime) -> None:
    """Release what a page has due, unless another process is about to."""
    model = Page.objects.get(pk=page_id).specific_class
    free = model.objects.select_for_update(of=("self",), skip_locked=True)
    page = free.filter(pk=page_id).first()
    revision = due_revisions(now).filter(object_id=str(page_id)).first() if page else None
    if revision is None:
        return
    if is_missed(revision, now):
        hold(page=page, revision=revision, cause=StuckCause.MISSED, reason="", now=now)
    else:
        attempt(page=page, revision=revision, now=now)


def is_missed(revision: Revision, now: datetime) -> bool:
    """Tell whether nobody tried this release at its time, and the portal is set to ask then."""
    if hasattr(revision, "stuck_release"):
        return False
    return counts_as_missed(revision.approved_go_live_at, now)


def counts_as_missed(moment: datetime, now: datetime) -> bool:
    portal = PortalSettings.load()
    late = now - moment > timedelta(minutes=portal.late_after_minutes)
    return late and portal.late_release == LateRelease.ASKS


def attempt(*, page: Page, revision: Revision, now: datetime, person=None) -> str:
    """Publish an approved version of a locked page, whole or not at all. Return why it did not become public."""
    planned = revision.approved_go_live_at
    try:
        with transaction.atomic():
            refuse_if(why_not_ready(page))
            Page.objects.filter(pk=page.pk, first_published_at=None).update(first_published_at=now)
            page = publish_version(revision=revision, user=person, now=now)
            refuse_if(why_not_public(page, revision))
            write_line(
                page,
                ReviewEvent.PUBLISHED,
                person,
                run=last_run_of(page),
                revision=revision,
                facts={"planned_for": planned.isoformat()},
            )
    except OperationalError:
        raise  # The database is away or busy: that says nothing about the post.
    except Refused as refused:
        reason = " ".join(refused.reasons)
    except Exception as error:
        logger.exception("The release of page %s failed.", page.pk)
        reason = _("Something unexpected: %(error)s") % {"error": f"{type(error).__name__}: {error}"}
    else:
        return ""
    hold(page=page, revision=revision, cause=StuckCause.FAILED, reason=reason, now=now)
    return reason


def why_not_public(page: Page, revision: Revision) -> str:
    """Wagtail puts a release off when the clock was set back in between."""
    if page.live and page.live_revision_id == revision.pk:
        return ""
    return _("The clock of the server says that its time has not come.")


def hold(*, page: Page, revision: Revision, cause: StuckCause, reason: str, now: datetime) -> StuckRelease:
    """Keep why a release is stuck. People are told once for each reason, however often it is tried."""
    known = StuckRelease.objects.filter(revision=revision).first()
    tries = known.tries + 1 if known and known.cause == cause else 1
    waits_for_a_person = cause != StuckCause.FAILED
    next_try_at = None if waits_for_a_person else now + WAITS[min(tries, len(WAITS)) - 1]
    stuck, _made = StuckRelease.objects.update_or_create(
        revision=revision,
        defaults={
            "page_id": page.pk,
            "cause": cause,
            "reason": reason,
            "tries": tries,
            "tried_at": now,
            "next_try_at": next_try_at,
        },
    )
    words = str(stuck)
    if not is_told(page, revision, words):
        write_line(
            page, ReviewEvent.RELEASE_FAILED, None, run=last_run_of(page), revision=revision, comment=words
        )
        release_stuck.send(StuckRelease, stuck=stuck)
    return stuck


def is_told(page: Page, revision: Revision, words: str) -> bool:
    lines = ReviewRecord.objects.filter(page=page.pk, event=ReviewEvent.RELEASE_FAILED)
    return lines.filter(revision_number=revision.pk, comment=words).exists()


def last_run_of(page: Page) -> WorkflowState | None:
    """Return the review that approved the page last."""
    runs = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_APPROVED)
    return runs.order_by("pk").last()
