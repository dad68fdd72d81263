"""Sets seals on lines, after the lines' own transactions.

Hashing inside the transaction that writes a line would need one lock for the whole city, held while posts are
published. So lines are sealed in a short transaction of its own, at once by whoever wrote them and every few seconds by
a duty. The unique number of a seal is the lock: of two that seal at once one is refused, and looks again.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hall.review import audit_log
from hall.review.chain import ALL_COLUMNS, NO_SEAL, VERSION, digest_of
from hall.review.models.record import ReviewRecord
from hall.review.models.seal import Seal

BATCH = 200
ATTEMPTS = 5

# How far below the newest sealed line to look for lines that were committed late. What is further behind is left to
# `left_behind`, which reads the lines of these days: to read all that a city ever wrote would hold up every release.
NEAR = 500
DAYS = timedelta(days=2)


def seal_lines(*, now: datetime, left_behind: bool = False) -> int:
    """Seal a batch of lines that have no seal yet, oldest first, and write them to the log; return how many.

    Not to be called inside a transaction. Raises `IntegrityError` when others were quicker every time.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            seals = set_seals(now, left_behind)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
        else:
            audit_log.write(seals)
            return len(seals)
    return 0


def seal_all(*, now: datetime, left_behind: bool = False) -> int:
    """Seal until no line is left; return how many were sealed."""
    total = 0
    while sealed := seal_lines(now=now, left_behind=left_behind):
        total += sealed
    return total


@transaction.atomic(durable=True)
def set_seals(now: datetime, left_behind: bool) -> list[Seal]:
    last = Seal.objects.order_by("number").last()
    number, previous = (last.number, last.digest) if last else (0, NO_SEAL)
    seals = []
    for line in unsealed(last, left_behind, now)[:BATCH]:
        number += 1
        values = {column: getattr(line, column) for column in ALL_COLUMNS}
        digest = digest_of(values, number=number, previous=previous, sealed_at=now)
        seals.append(
            Seal(number=number, record=line, previous=previous, digest=digest, version=VERSION, sealed_at=now)
        )
        previous = digest
    return Seal.objects.bulk_create(seals)


def unsealed(last: Seal | None, left_behind: bool, now: datetime) -> QuerySet[ReviewRecord]:
    lines = ReviewRecord.objects.filter(seal=None).order_by("pk")
    if last is None:
        return lines
    return (
        lines.filter(happened_at__gte=now - DAYS)
        if left_behind
        else lines.filter(pk__gt=last.record_id - NEAR)
    )
