"""Who worked on a text since it was last public, and who approved a step: none of them takes the next one."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from hall.review.models.urgent import UrgentRelease

# Old revisions may be purged while a draft waits; the log stays.
WRITING = ["wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy"]


def authors_of(page_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return, for each page, the people who own it or saved a version of it since it was last published.

    What went out through the urgent lane counts as published only when somebody has judged it right: until then, and
    when it was withdrawn, those who wrote and released it are still among them. Five queries for any number of pages.
    """
    pages = Page.objects.filter(pk__in=page_ids).values(
        "pk", "owner_id", "last_published_at", "latest_revision_id"
    )
    rows = {row["pk"]: row for row in pages}
    authors = {pk: {row["owner_id"]} for pk, row in rows.items()}
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in rows])
    for page_id, revision_id, person, moment in revisions.values_list(
        "object_id", "pk", "user_id", "created_at"
    ):
        row = rows[int(page_id)]
        if revision_id == row["latest_revision_id"] or is_since(moment, row["last_published_at"]):
            authors[row["pk"]].add(person)
    entries = PageLogEntry.objects.filter(page__in=rows, action__in=WRITING)
    for page_id, person, moment in entries.values_list("page_id", "user_id", "timestamp"):
        if is_since(moment, rows[page_id]["last_published_at"]):
            authors[page_id].add(person)
    for release in UrgentRelease.objects.not_found_right().filter(page__in=rows).prefetch_related("writers"):
        if release.is_open() or is_since(release.closed_at, rows[release.page_id]["last_published_at"]):
            authors[release.page_id] |= {
                release.released_by_id,
                *(writer.pk for writer in release.writers.all()),
            }
    return {pk: people - {None} for pk, people in authors.items()}


def approvers_of(run_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return, for each run of the review, the people who approved a step of exactly the newest version.

    One query for any number of runs.
    """
    approvers: dict[int, set[int]] = {pk: set() for pk in run_ids}
    approvals = TaskState.objects.filter(
        Exists(Page.objects.filter(latest_revision=OuterRef("revision"))),
        workflow_state__in=approvers,
        status=TaskState.STATUS_APPROVED,
        finished_by__isnull=False,
    )
    for run_id, person in approvals.values_list("workflow_state", "finished_by"):
        approvers[run_id].add(person)
    return approvers


def is_since(moment, published_at) -> bool:
    return published_at is None or moment > published_at
