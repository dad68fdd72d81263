"""Verbs of the urgent lane. Each is one transaction, with the post locked and the reason asked again."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from hall.models import PostPage
from hall.review import records
from hall.review.authorship import authors_of
from hall.review.decisions import lock_page, why_not_newest
from hall.review.digests import digest_of
from hall.review.enums import AfterReviewOutcome, ReviewEvent
from hall.review.models.urgent import AFTER_REVIEW_WITHIN, UrgentRelease
from hall.review.publishing import keep_approval, publish_version
from hall.review.urgent import tasks
from hall.review.urgent.permissions import (
    why_not_after_review,
    why_not_give_urgent_reason,
    why_not_release_urgently,
)
from hall.services import take_off
from portal.accounts.models import User
from portal.core.background import enqueue_after_commit
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if


@transaction.atomic
def release_urgently(
    *,
    page_id: int,
    user: User,
    reason: str,
    seen_revision_id: int | None,
    now: datetime,
    seen_version: str = "",
) -> UrgentRelease:
    """Make the newest version of a post public at once, and open its after-review. Raises `Refused`.

    `seen_revision_id` is what `user` has read, and `seen_version` the `version` that the post had then: a draft that
    saves itself writes the same revision again and again. A review that runs ends with it. Whoever releases again
    before the after-review is closed neither gains time nor sheds anybody who worked on the text.
    """
    page = lock_page(page_id)
    user = User.objects.get(pk=user.pk)
    reason = tidy(reason).strip()
    refuse_if(
        why_not_release_urgently(user, page)
        or why_not_newest(seen_revision_id, page.latest_revision_id)
        or why_not_newest(seen_version or page.version, page.version)
        or why_not_give_urgent_reason(reason)
    )
    release = open_after_review(page, user, reason, now)
    if release.run:
        release.run.cancel(user=user)
    publish_at_once(page.latest_revision, release)
    records.write_line(
        page,
        ReviewEvent.RELEASED_URGENTLY,
        user,
        run=release.run,
        revision=page.latest_revision,
        level=release.level,
        comment=reason,
        facts={"due_at": release.due_at.isoformat()},
    )
    enqueue_after_commit(tasks.tell_of_release, release_pk=release.pk)
    return release


def open_after_review(page: PostPage, user: User, reason: str, now: datetime) -> UrgentRelease:
    """Keep who wrote and released what, before publishing makes the writers of this version unknown."""
    newest, run = page.latest_revision, page.current_workflow_state
    writers = authors_of([page.pk])[page.pk]
    level, due_at = newest.as_object().review_levels(), now + AFTER_REVIEW_WITHIN
    if run:
        writers |= {run.requested_by_id} - {None}
    if plan := getattr(run, "review_plan", None):
        level = max(level, plan.levels)
    if before := page.urgent_releases.open().first():
        level, due_at = max(level, before.level), min(due_at, before.due_at)
        settle(before, AfterReviewOutcome.SUPERSEDED, None, now)
    release = UrgentRelease.objects.create(
        page=page,
        unit=page.unit,
        run=run,
        revision_number=newest.pk,
        digest=digest_of(newest).whole,
        level=level,
        reason=reason,
        released_by=user,
        released_at=now,
        due_at=due_at,
    )
    release.writers.set(writers)
    return release


def publish_at_once(revision: Revision, release: UrgentRelease) -> None:
    """Publish a version now, whatever day it was meant for."""
    if revision.content.get("go_live_at"):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    keep_approval(revision=revision, release_number=release.pk, now=release.released_at)
    publish_version(revision=revision, user=release.released_by, now=release.released_at)


@transaction.atomic
def close_after_review(*, release_id: int, user: User, comment: str = "", now: datetime) -> UrgentRelease:
    """Say that what was released was right. Raises `Refused` for whoever wrote or released it, and a second time."""
    release, user = lock_release(release_id), User.objects.get(pk=user.pk)
    refuse_if(why_not_after_review(user, release))
    settle(release, AfterReviewOutcome.RIGHT, user, now, comment=tidy(comment).strip())
    return release


@transaction.atomic
def withdraw_after_review(*, release_id: int, user: User, reason: str, now: datetime) -> UrgentRelease:
    """Take what was released off the portal; its address tells the reason. Raises `Refused`."""
    release, user = lock_release(release_id), User.objects.get(pk=user.pk)
    refuse_if(why_not_after_review(user, release))
    settle(release, AfterReviewOutcome.WITHDRAWN, user, now, comment=tidy(reason).strip())
    take_off(post=lock_page(release.page_id), by=user, reason=reason, now=now)
    return release


def lock_release(release_id: int) -> UrgentRelease:
    """Lock the post of a release first, as all verbs do, and return the release, fresh."""
    lock_page(UrgentRelease.objects.values_list("page_id", flat=True).get(pk=release_id))
    return UrgentRelease.objects.for_rows().get(pk=release_id)


def settle(
    release: UrgentRelease, outcome: AfterReviewOutcome, user: User | None, now: datetime, comment: str = ""
) -> None:
    """Close an after-review, add its line, and tell those who wrote and released."""
    release.closed_by, release.closed_at, release.outcome = user, now, outcome
    release.comment = comment
    release.save(update_fields=["closed_by", "closed_at", "outcome", "comment"])
    records.write_line(
        release.page,
        ReviewEvent.AFTER_REVIEWED,
        user,
        run=release.run,
        revision=Revision.objects.filter(pk=release.revision_number).first(),
        comment=comment,
        facts={"outcome": outcome.value, "revision": release.revision_number},
    )
    enqueue_after_commit(tasks.tell_of_closing, release_pk=release.pk)


def settle_withdrawn(*, page_id: int, user: User | None, now: datetime) -> None:
    """Close what is open about a post that somebody has taken off the portal in another way.

    Those who wrote or released it may do that; the judgement is then nobody's.
    """
    for release in UrgentRelease.objects.open().for_rows().filter(page=page_id):
        judge = user if user and not why_not_after_review(user, release) else None
        settle(release, AfterReviewOutcome.WITHDRAWN, judge, now)


def settle_superseded(*, page_id: int, revision_number: int, now: datetime) -> None:
    """Close what is open about a post when a later version has passed its whole review and is public."""
    releases = UrgentRelease.objects.open().for_rows().filter(page=page_id)
    for release in releases.exclude(revision_number=revision_number):
        settle(release, AfterReviewOutcome.SUPERSEDED, None, now)
