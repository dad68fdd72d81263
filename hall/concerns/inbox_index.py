"""What those who answer find a concern by: its words as they were asked. One entry, written once: they never change."""

from collections.abc import Iterable

from hall.concerns.models import Concern, ConcernInboxEntry

BATCH = 500


def keep_in_index(concerns: Iterable[Concern]) -> None:
    """Write what these concerns are found by, in one statement however many. Idempotent."""
    ConcernInboxEntry.objects.bulk_create(
        [ConcernInboxEntry(concern=concern, terms=[concern.subject, concern.text]) for concern in concerns],
        update_conflicts=True,
        unique_fields=["concern"],
        update_fields=["terms"],
    )


def rebuild_index() -> int:
    """Write the entries of all concerns anew, and return how many."""
    last, count = 0, 0
    while batch := list(Concern.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        keep_in_index(batch)
        last, count = batch[-1].pk, count + len(batch)
    return count
