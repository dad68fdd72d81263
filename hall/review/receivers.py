"""Facts the review hears."""

from django.apps import apps as installed_apps
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import WorkflowState
from wagtail.signals import page_published, page_unpublished, task_submitted, workflow_cancelled

from hall.models import PostPage
from hall.review import records, tasks
from hall.review.dismissals import keep_answers
from hall.review.enums import ReviewEvent
from hall.review.models import ApprovedVersion, ReviewTaskState, UrgentRelease
from hall.review.phrase_list import ensure_phrases
from hall.review.sealing import seal_lines
from hall.review.signals import review_recorded
from hall.review.urgent.services import settle_superseded, settle_withdrawn
from hall.signals import post_composed, post_withdrawn
from portal.core.background import enqueue_after_commit

EVENTS_FOR_WRITERS = {
    ReviewEvent.APPROVED,
    ReviewEvent.RETURNED,
    ReviewEvent.SCHEDULED,
    ReviewEvent.PUBLISHED,
}


@receiver(task_submitted, sender=ReviewTaskState)
def call_reviewers(instance, **kwargs):
    enqueue_after_commit(tasks.tell_reviewers, task_state_pk=instance.pk)


@receiver(review_recorded)
def tell_those_who_wrote(record, **kwargs):
    if record.event in EVENTS_FOR_WRITERS:
        enqueue_after_commit(tasks.tell_writers, record_pk=record.pk)


@receiver(review_recorded)
def seal_after_commit(**kwargs):
    """What fails here is in the error log, and made good by the duty."""
    transaction.on_commit(lambda: seal_lines(now=timezone.now()), robust=True)


@receiver(review_recorded)
def let_a_reviewed_version_end_the_after_review(record, **kwargs):
    if record.event == ReviewEvent.PUBLISHED:
        settle_superseded(
            page_id=record.page_number, revision_number=record.revision_number, now=record.happened_at
        )


@receiver(page_unpublished, sender=PostPage)
def end_after_review_of_what_was_withdrawn(instance, **kwargs):
    settle_withdrawn(page_id=instance.pk, user=get_active_log_context().user, now=timezone.now())


@receiver(workflow_cancelled, sender=WorkflowState)
def record_taking_back(instance, user=None, **kwargs):
    # A release through the urgent lane ends a review too, and has a line of its own.
    if not UrgentRelease.objects.filter(run=instance).exists():
        records.write_line(instance.content_object, ReviewEvent.TAKEN_BACK, user, run=instance)


def record_publication(instance, user=None, **kwargs):
    """Stands in the place of the mail that Wagtail would send when a workflow ends, see `ReviewConfig`."""
    page = records.page_of(instance)
    if page.live_revision_id == page.latest_revision_id:
        records.write_line(page, ReviewEvent.PUBLISHED, user, run=instance)
        return
    planned = page.scheduled_revision.approved_go_live_at
    facts = {"planned_for": planned.isoformat()}
    records.write_line(page, ReviewEvent.SCHEDULED, user, run=instance, facts=facts)


def leave_to_the_review(**kwargs):
    """Stands in the place of the mail that Wagtail would send when a text is returned, see `ReviewConfig`."""


@receiver(page_unpublished)
def end_review_of_what_was_withdrawn(instance, **kwargs):
    """An approval that comes later must not bring back what somebody has taken off the portal."""
    run = instance.current_workflow_state
    if run:
        run.cancel(user=get_active_log_context().user)


@receiver(post_withdrawn)
def record_withdrawal(post, withdrawal, revision, **kwargs):
    facts = {"reason": withdrawal.reason}
    records.write_line(post, ReviewEvent.WITHDRAWN, withdrawal.withdrawn_by, revision=revision, facts=facts)


@receiver(page_unpublished, sender=PostPage)
def record_unpublishing(instance, **kwargs):
    """Wagtail's own button, open while BREAK_GLASS is set, asks for no reason."""
    if not hasattr(instance, "withdrawal"):
        records.write_line(
            instance, ReviewEvent.WITHDRAWN, get_active_log_context().user, facts={"broke_glass": True}
        )


@receiver(page_published)
def record_broken_glass(instance, revision, **kwargs):
    """Leave a trace of every page that was published past its review while BREAK_GLASS is set."""
    person = get_active_log_context().user
    if not settings.BREAK_GLASS or person is None or not person.is_superuser:
        return
    if ApprovedVersion.newest_of(revision.pk) is None:
        log(instance=instance, action="review.break_glass", revision=revision)
        records.write_line(instance, ReviewEvent.BROKE_GLASS, person, revision=revision)


def bring_phrases(apps=installed_apps, **kwargs):
    # Migrated back far enough, the database has no table for them.
    if "speechphrase" in apps.all_models["review"]:
        ensure_phrases()


@receiver(review_recorded)
def count_what_the_check_finds(record, **kwargs):
    if record.event == ReviewEvent.SUBMITTED:
        enqueue_after_commit(tasks.count_speech, record_pk=record.pk)


@receiver(post_composed)
def keep_answers_to_hints(post, person, sent, **kwargs):
    keep_answers(post, person, sent)
