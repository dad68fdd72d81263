"""How a version becomes public. Nobody holds the permission to publish: every way there ends in `publish_version`.

keep_approval(revision=…, run=…, now=…)              the last step of a review has approved
keep_approval(revision=…, release_number=…, now=…)   somebody released it through the urgent lane
publish_version(revision=…, user=…, now=…)           now, or again when the time of a release has come
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from hall.review.decisions import lock_page
from hall.review.digests import ALGORITHM, digest_of
from hall.review.models import ApprovedVersion
from portal.accounts.models import User
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def keep_approval(
    *, revision: Revision, now: datetime, run: WorkflowState | None = None, release_number: int | None = None
) -> ApprovedVersion:
    """Keep what a version looks like at the moment of its approval, by a review's run or by an urgent release.

    Raises `Refused` when a picture or clip of it cannot be read.
    """
    page = lock_page(revision.object_id)
    digest = digest_of(revision)
    return ApprovedVersion.objects.create(
        page_number=page.pk,
        revision_number=revision.pk,
        run_number=run.pk if run else None,
        release_number=release_number,
        algorithm=ALGORITHM,
        digest=digest.whole,
        files=digest.files,
        approved_at=now,
    )


@transaction.atomic
def publish_version(*, revision: Revision, now: datetime, user: User | None = None) -> Page:
    """Publish a version that was approved, if it is still what was approved. Return the page, fresh.

    With a `go_live_at` that lies ahead Wagtail only notes it; call this again when the time has come. A version that
    is public already stays as it is, so a release that was cut short can be repeated. Raises `Refused` otherwise.
    """
    page = lock_page(revision.object_id)
    revision = Revision.objects.get(pk=revision.pk)
    if page.live and page.live_revision_id == revision.pk:
        return page
    refuse_if(why_not_publish(page, revision))
    is_due = revision.approved_go_live_at is not None and revision.approved_go_live_at <= now
    revision.publish(
        user=user, skip_permission_checks=True, log_action="wagtail.publish.scheduled" if is_due else True
    )
    return lock_page(page.pk)


def why_not_publish(page: Page, revision: Revision) -> str:
    """Say why a version of a page may not become public."""
    approved = ApprovedVersion.newest_of(revision.pk)
    if approved is None:
        return _("No review has approved this version.")
    if page.live and page.live_revision_id and page.live_revision_id > revision.pk:
        return _("A newer version is public already.")
    if was_taken_off_since(page, approved.approved_at):
        return _("It was withdrawn after this version was approved, so it needs another review.")
    return why_not_as_approved(approved, revision)


def was_taken_off_since(page: Page, moment: datetime) -> bool:
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.unpublish")
    return entries.filter(timestamp__gte=moment).exists()


def why_not_as_approved(approved: ApprovedVersion, revision: Revision) -> str:
    """Say what about a version is not any more as it was when it was approved."""
    try:
        digest = digest_of(revision)
    except Refused as refused:
        return " ".join(refused.reasons)
    if digest.whole == approved.digest:
        return ""
    sums = {(line["kind"], line["number"]): line["sum"] for line in digest.files}
    for line in approved.files:
        if sums.get((line["kind"], line["number"])) != line["sum"]:
            return changed_file(line)
    return _("The text is not the one that was approved, so it needs another review.")


def changed_file(line: dict) -> str:
    if line["kind"] == "picture":
        words = _(
            "The picture “%(title)s” is not the one that was approved, so the post needs another review."
        )
    else:
        words = _("The clip “%(title)s” is not the one that was approved, so the post needs another review.")
    return words % {"title": line["title"]}
