"""Writes the history of reviews."""

import hashlib

from wagtail.models import Page

from hall.review.enums import ReviewEvent
from hall.review.models.record import ReviewRecord
from hall.review.signals import review_recorded
from units.models import UnitPage

TITLE_LIMIT = 255

# Wagtail writes these into every revision; they change without anybody changing the text.
VOLATILE = {"latest_revision_created_at", "last_published_at", "first_published_at", "live", "draft_title"}


def write(
    task_state, event: ReviewEvent, person, comment: str = "", facts: dict | None = None
) -> ReviewRecord:
    """Add what somebody did to the text that a step is about."""
    return write_line(
        page_of(task_state.workflow_state),
        event,
        person,
        run=task_state.workflow_state,
        revision=task_state.revision,
        level=task_state.level,
        comment=comment,
        facts=facts,
    )


def write_submission(run, revision, person) -> None:
    """Add that a text was submitted, unless the step that begins is a later one of the same submission."""
    last = ReviewRecord.objects.filter(run=run).last()
    if last is None or last.event == ReviewEvent.RETURNED:
        reason = revision.content.get("correction")
        write_line(
            page_of(run),
            ReviewEvent.SUBMITTED,
            person,
            run=run,
            revision=revision,
            facts={"correction": reason} if reason else None,
        )


def write_restart(run, revision, level: int) -> None:
    """Add that a step which had approved another version begins anew, once for each version."""
    lines = ReviewRecord.objects.filter(run=run)
    has_approved_another = lines.filter(event=ReviewEvent.APPROVED, level=level).exclude(
        revision_number=revision.pk
    )
    is_said = lines.filter(event=ReviewEvent.RESTARTED, revision_number=revision.pk)
    if has_approved_another.exists() and not is_said.exists():
        write_line(
            page_of(run),
            ReviewEvent.RESTARTED,
            None,
            run=run,
            revision=revision,
            level=level,
            facts={"changed_by": str(revision.user or "")},
        )


def write_line(
    page: Page,
    event: ReviewEvent,
    person,
    *,
    run=None,
    revision=None,
    level: int | None = None,
    comment: str = "",
    facts: dict | None = None,
) -> ReviewRecord:
    """Add one line to the history of a page, and announce it; the one way a line is made.

    `person` is None for what the hall does by itself. The line is about the newest revision unless `revision` says
    otherwise. `facts` are a few plain values (text, numbers, ISO moments) that explain the event.
    """
    revision = revision or page.latest_revision
    unit = UnitPage.objects.filter(path=page.path[: -page.steplen]).first()
    record = ReviewRecord.objects.create(
        page_id=page.pk,
        page_number=page.pk,
        title=revision.object_str[:TITLE_LIMIT],
        unit=unit,
        unit_name=unit.title if unit else "",
        run=run,
        event=event,
        level=level,
        person=person,
        person_number=person.pk if person else None,
        person_name=str(person or ""),
        comment=comment,
        facts=facts or {},
        revision_number=revision.pk,
        fingerprint=fingerprint(revision),
    )
    review_recorded.send(ReviewRecord, record=record)
    return record


def page_of(run) -> Page:
    """Return the page that a run of the review is about, as a plain `Page`."""
    return Page.objects.get(pk=run.object_id)


def fingerprint(revision) -> str:
    """Return a digest of all that readers would see of a revision."""
    content = {key: value for key, value in revision.content.items() if key not in VOLATILE}
    return hashlib.sha256(repr(sorted(content.items())).encode()).hexdigest()
