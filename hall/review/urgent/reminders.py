"""Reminders about open after-reviews: each of the two goes out once, however often somebody asks."""

from datetime import datetime

from django.db import transaction

from hall.review import records
from hall.review.enums import ReviewEvent
from hall.review.models.urgent import REMIND_BEFORE, UrgentRelease
from hall.review.urgent import tasks
from portal.core.background import enqueue_after_commit


def remind_of_after_reviews(now: datetime) -> None:
    """Remind those who can close what is due soon; tell the desk and the office of what is overdue.

    What became overdue during an outage is not reminded of any more.
    """
    waiting = UrgentRelease.objects.open()
    for pk in waiting.filter(due_at__lt=now, escalated_at=None).values_list("pk", flat=True):
        mark_and_tell(pk, "escalated_at", ReviewEvent.ESCALATED, tasks.escalate_after_review, now)
    soon = waiting.filter(due_at__gte=now, due_at__lt=now + REMIND_BEFORE, reminded_at=None)
    for pk in soon.values_list("pk", flat=True):
        mark_and_tell(pk, "reminded_at", ReviewEvent.REMINDED, tasks.remind_of_after_review, now)


@transaction.atomic
def mark_and_tell(release_pk: int, mark: str, event: ReviewEvent, task, now: datetime) -> None:
    """Send what has not been sent, unless another process was quicker or somebody has closed it."""
    unsent = UrgentRelease.objects.open().filter(pk=release_pk, **{mark: None})
    if not unsent.update(**{mark: now}):
        return
    release = UrgentRelease.objects.for_rows().get(pk=release_pk)
    records.write_line(
        release.page,
        event,
        None,
        run=release.run,
        level=release.level,
        facts={"after_review": release.pk, "due_at": release.due_at.isoformat()},
    )
    enqueue_after_commit(task, release_pk=release_pk)
