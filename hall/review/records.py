"""Writes the history of reviews."""

import hashlib

from hall.review.enums import ReviewEvent
from hall.review.models.record import ReviewRecord
from hall.review.signals import review_recorded

# Wagtail writes these into every revision; they change without anybody changing the text.
VOLATILE = {"latest_revision_created_at", "last_published_at", "first_published_at", "live", "draft_title"}


def write(task_state, event: ReviewEvent, person, comment: str = "") -> ReviewRecord:
    """Add what somebody did to the text that a step is about."""
    run, revision = task_state.workflow_state, task_state.revision
    return write_line(run, revision, event, person, comment=comment, level=task_state.level)


def write_submission(run, revision, person) -> None:
    """Add that a text was submitted, unless the step that begins is a later one of the same submission."""
    last = ReviewRecord.objects.filter(run=run).last()
    if last is None or last.event == ReviewEvent.RETURNED:
        write_line(run, revision, ReviewEvent.SUBMITTED, person)


def write_line(run, revision, event, person, *, comment="", level=None) -> ReviewRecord:
    record = ReviewRecord.objects.create(
        page_id=int(run.object_id),
        run=run,
        event=event,
        level=level,
        person=person,
        person_name=str(person or ""),
        comment=comment,
        revision_number=revision.pk,
        fingerprint=fingerprint(revision),
    )
    review_recorded.send(ReviewRecord, record=record)
    return record


def fingerprint(revision) -> str:
    """Return a digest of all that readers would see of a revision."""
    content = {key: value for key, value in revision.content.items() if key not in VOLATILE}
    return hashlib.sha256(repr(sorted(content.items())).encode()).hexdigest()
