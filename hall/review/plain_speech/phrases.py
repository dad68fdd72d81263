"""Set phrases, each with a plainer one, and how they are found in a text.

They are data: `data/phrases.csv` opens in any spreadsheet, one phrase a line. A `…` stands for a few words in
between, in the phrase and in what is suggested for it; a `^` before the phrase means that it only opens a clause.
`kind` chooses the words of explanation, `weight` says how much one such phrase tells: about 2 for what nobody says
across a counter, under 1 for what notices need.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

DATA = Path(__file__).parent / "data"
GAP = "…"
GAP_LIMIT = 20
OPENING = "^"
CLAUSE_ENDS = frozenset("，。；！？：,.;!?:\n")
BEFORE_CLAUSES = CLAUSE_ENDS | set("\u3011\u201c\u3000# ")
USUAL_WEIGHT = 1.5


@dataclass(frozen=True)
class Phrase:
    """A phrase of officialese and what to say instead."""

    phrase: str
    plainer: str
    kind: str = "inflated"
    weight: float = USUAL_WEIGHT


@dataclass(frozen=True)
class Found:
    """A phrase at its place, with the words that stood in its gap."""

    start: int
    end: int
    phrase: Phrase
    between: str = ""

    @property
    def suggestion(self) -> str:
        return self.phrase.plainer.replace(GAP, self.between.removesuffix("的"))


class Lexicon:
    """Finds many phrases in one pass: at each place only those that begin with its character are tried."""

    def __init__(self, phrases: Iterable[Phrase]):
        self.whole: dict[str, Phrase] = {}
        self.lengths: dict[str, list[int]] = {}
        self.parted: dict[str, list[tuple[str, str, Phrase]]] = {}
        for phrase in phrases:
            head, gap, tail = phrase.phrase.strip().removeprefix(OPENING).partition(GAP)
            if head and tail:
                self.parted.setdefault(head[0], []).append((head, tail, phrase))
            elif head and not gap:
                self.whole.setdefault(head, phrase)
        for length, first in sorted({(len(whole), whole[0]) for whole in self.whole}, reverse=True):
            self.lengths.setdefault(first, []).append(length)
        for row in self.parted.values():
            row.sort(key=lambda parts: len(parts[0] + parts[1]), reverse=True)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the longest whole phrase at each place, none within another, and the parted ones around them."""
        taken = 0
        for at, character in enumerate(text):
            if at >= taken and character in self.lengths and (found := self.find_whole(text, at)):
                taken = found.end
                yield found
            if character in self.parted and (found := self.find_parted(text, at)):
                yield found

    def find_whole(self, text: str, at: int) -> Found | None:
        for length in self.lengths[text[at]]:
            phrase = self.whole.get(text[at : at + length])
            if phrase and may_stand(phrase, text, at):
                return Found(at, at + length, phrase)
        return None

    def find_parted(self, text: str, at: int) -> Found | None:
        """Return the longest phrase whose end follows its beginning within the same clause."""
        for head, tail, phrase in self.parted[text[at]]:
            if text.startswith(head, at) and may_stand(phrase, text, at):
                opened = at + len(head)
                closing = text.find(tail, opened, opened + GAP_LIMIT + len(tail))
                between = text[opened:closing]
                if closing >= 0 and CLAUSE_ENDS.isdisjoint(between):
                    return Found(at, closing + len(tail), phrase, between)
        return None


def may_stand(phrase: Phrase, text: str, at: int) -> bool:
    """Tell whether the phrase may begin here: some only open a clause."""
    return not phrase.phrase.startswith(OPENING) or at == 0 or text[at - 1] in BEFORE_CLAUSES


def why_not_find(phrase: Phrase) -> str:
    """Say why a phrase as it is written could not be found or not be replaced. An empty answer means it can."""
    parts = phrase.phrase.removeprefix(OPENING).split(GAP)
    if len(parts) > 2:
        return _("One … is enough.")
    if not all(part.strip() for part in parts):
        return _("Words belong on both sides of … and after ^.")
    if phrase.plainer.count(GAP) >= len(parts):
        return _("The plainer words have a … that the phrase has not.")
    return ""


def read_phrases(lines: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the phrases of a table as it is shipped: a heading, then phrase, plainer, kind and weight."""
    return tuple(
        Phrase(row["phrase"], row["plainer"], row["kind"], float(row["weight"]))
        for row in csv.DictReader(lines)
    )


@lru_cache(maxsize=1)
def shipped_phrases() -> tuple[Phrase, ...]:
    with (DATA / "phrases.csv").open(encoding="utf-8", newline="") as lines:
        return read_phrases(lines)
