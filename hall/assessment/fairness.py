"""Which likes and comments count. Pure: rows and limits come in, numbers go out.

Nobody's address is kept with a like, so a crowd that was called together is told by its accounts: those of the unit's
own people, those made just before, and the one that clicks again and again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limits:
    """How much of one person, and of a crowd of new accounts, counts for a unit in a month. Data of the scheme."""

    per_person: int = 10
    new_for_days: int = 7
    new_per_page: int = 3


@dataclass(frozen=True)
class Voice:
    """One like or comment: under which page, by whom (None: the account is gone), since when they are here."""

    page: int
    person: int | None
    joined_at: datetime | None
    at: datetime


class Counting:
    """Counts the voices for one unit, in the order of time: whoever comes first counts."""

    def __init__(self, own_people: frozenset[int], limits: Limits):
        self.own_people, self.limits = own_people, limits
        self.by_person: Counter[int] = Counter()
        self.new_by_page: Counter[int] = Counter()

    def why_not(self, voice: Voice) -> str:
        """Say by a word why a voice does not count: `own`, `often`, `new`; empty, and noted, when it does."""
        if voice.person in self.own_people:
            return "own"
        if voice.person is not None and self.by_person[voice.person] >= self.limits.per_person:
            return "often"
        is_new = self.is_new(voice)
        if is_new and self.new_by_page[voice.page] >= self.limits.new_per_page:
            return "new"
        if voice.person is not None:
            self.by_person[voice.person] += 1
        self.new_by_page[voice.page] += is_new
        return ""

    def is_new(self, voice: Voice) -> bool:
        if voice.joined_at is None:
            return False
        return voice.at < voice.joined_at + timedelta(days=self.limits.new_for_days)


def judged(voices: Iterable[Voice], own_people: frozenset[int], limits: Limits) -> list[tuple[Voice, str]]:
    """Return the voices in the order of time, each with why it does not count, or nothing."""
    counting = Counting(own_people, limits)
    ordered = sorted(voices, key=lambda voice: (voice.at, voice.page, voice.person or 0))
    return [(voice, counting.why_not(voice)) for voice in ordered]
