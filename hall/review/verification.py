"""Walks the chain of seals and tells every fault in plain words. Reads only; memory does not grow with the lines."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hall.review.chain import ALL_COLUMNS, COLUMNS, NO_SEAL, digest_of
from hall.review.enums import FaultKind
from hall.review.models import ReviewRecord, Seal

CHUNK = 2_000
GRACE = timedelta(minutes=1)
# Lines of one moment may be sealed in another order; one that claims to be this much older came afterwards.
LATENESS = timedelta(hours=1)
KEYS = ("page_id", "person_id")
SEAL_COLUMNS = ("number", "record_id", "previous", "digest", "version", "sealed_at")


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written. `line` and `seal` are numbers, where they are known."""

    kind: FaultKind
    words: str
    line: int | None = None
    seal: int | None = None


@dataclass
class Walk:
    """What a walk along the chain has found so far."""

    lines: int = 0
    seals: int = 0
    number: int = 0
    digest: str = NO_SEAL
    newest: datetime | None = None
    faults: list[Fault] = field(default_factory=list)

    def as_object(self) -> dict:
        """Return the result as plain values."""
        return {
            "lines": self.lines,
            "seals": self.seals,
            "last": f"{self.number}:{self.digest}",
            "faults": [asdict(fault) for fault in self.faults],
        }

    def add(self, kind: FaultKind, words: str, line: int | None = None, seal: int | None = None) -> None:
        self.faults.append(Fault(kind, words, line, seal))


def verify(*, now: datetime, expected: tuple[int, str] | None = None, advance=lambda count: None) -> Walk:
    """Check every seal with its line, and look for lines without one.

    `expected` is the number and digest of a seal that was noted elsewhere; with it a chain that was cut off or computed
    anew is found out. `advance` is told of the number of seals passed.
    """
    walk = Walk(lines=ReviewRecord.objects.count())
    noted = None
    for chunk in chunks():
        lines = lines_of([seal["record_id"] for seal in chunk])
        for seal in chunk:
            check(walk, seal, lines.get(seal["record_id"]))
            if expected and seal["number"] == expected[0]:
                noted = seal["digest"]
        advance(len(chunk))
    if expected and noted != expected[1]:
        walk.add(FaultKind.NOT_AS_NOTED, words_of_the_noted(expected[0], noted), seal=expected[0])
    look_for_unsealed(walk, now)
    return walk


def chunks() -> Iterator[list[dict]]:
    number = 0
    while chunk := list(Seal.objects.filter(number__gt=number).values(*SEAL_COLUMNS)[:CHUNK]):
        yield chunk
        number = chunk[-1]["number"]


def lines_of(keys: list[int]) -> dict[int, dict]:
    lines = ReviewRecord.objects.filter(pk__in=keys).order_by()
    return {line["id"]: line for line in lines.values(*ALL_COLUMNS, *KEYS)}


def check(walk: Walk, seal: dict, line: dict | None) -> None:
    """Check one seal against the one before and against its line, and take the step."""
    number, key = seal["number"], seal["record_id"]
    if number != walk.number + 1:
        words = _("The seals from %(first)s to %(last)s are missing.")
        walk.add(
            FaultKind.SEAL_MISSING,
            words % {"first": walk.number + 1, "last": number - 1},
            seal=walk.number + 1,
        )
    elif seal["previous"] != walk.digest:
        words = _("Seal %(seal)s does not follow the one before: the chain is broken here.")
        walk.add(FaultKind.BROKEN, words % {"seal": number}, key, number)
    walk.number, walk.digest, walk.seals = number, seal["digest"], walk.seals + 1
    if line is None:
        words = _("Line %(line)s is missing; seal %(seal)s stands for it.")
        walk.add(FaultKind.LINE_MISSING, words % {"line": key, "seal": number}, key, number)
        return
    if seal["version"] not in COLUMNS or seal["digest"] != recomputed(seal, line):
        words = _("Line %(line)s is not what was sealed (seal %(seal)s): it, or its seal, was changed.")
        walk.add(FaultKind.CHANGED, words % {"line": key, "seal": number}, key, number)
    check_place(walk, line, number)


def check_place(walk: Walk, line: dict, number: int) -> None:
    """Check what no seal covers: where a line points to, and whether it came when it says."""
    if line["page_id"] not in (None, line["page_number"]) or line["person_id"] not in (
        None,
        line["person_number"],
    ):
        words = _("Line %(line)s points to another page or person than it names.")
        walk.add(FaultKind.MISLED, words % {"line": line["id"]}, line["id"], number)
    if walk.newest and line["happened_at"] < walk.newest - LATENESS:
        words = _(
            "Line %(line)s says that it happened earlier than lines sealed before it: it was added later."
        )
        walk.add(FaultKind.BACKDATED, words % {"line": line["id"]}, line["id"], number)
    walk.newest = max(walk.newest or line["happened_at"], line["happened_at"])


def recomputed(seal: dict, line: dict) -> str:
    return digest_of(
        line,
        number=seal["number"],
        previous=seal["previous"],
        sealed_at=seal["sealed_at"],
        version=seal["version"],
    )


def words_of_the_noted(number: int, found: str | None) -> str:
    if found is None:
        return _("Seal %(seal)s, which was noted elsewhere, is not there: the chain was cut off.") % {
            "seal": number
        }
    return _("Seal %(seal)s has another digest than was noted: the chain was written anew.") % {
        "seal": number
    }


def look_for_unsealed(walk: Walk, now: datetime) -> None:
    lines = ReviewRecord.objects.filter(seal=None, happened_at__lt=now - GRACE).order_by("pk")
    words = _(
        "Line %(line)s has been without a seal for over a minute: its seal was removed, or nobody keeps time."
    )
    for key in lines.values_list("pk", flat=True).iterator():
        walk.add(FaultKind.UNSEALED, words % {"line": key}, key)
