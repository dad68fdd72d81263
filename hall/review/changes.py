"""What is different between two versions of a post. Pure.

Chinese puts no spaces between its words: a difference by words marks a whole clause for one changed character, a
difference by characters alone leaves crumbs that nobody can read. Sentences are matched first, then the characters
inside those that changed, and what is left standing between two changes must be longer than a crumb.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from portal.core.plain_text import graphemes

SENTENCE = re.compile(r"[^。！？；!?\n]*[。！？；!?\n]+[”’）」』]*|[^。！？；!?\n]+")
WORD = re.compile(r"(https?://[!-~]+|[A-Za-z0-9]+(?:[.:：][A-Za-z0-9]+)*)")
LONGEST_CRUMB = 3
LEAST_IN_COMMON = 0.3
# Pairs of equal parts that matching may look at; a text that repeats itself has quadratically many.
MOST_PAIRS = 40_000
MOST_PARTS = 1_500
SHOWN_AROUND = 40
WORTH_SKIPPING = 60


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"
    MOVED = "moved"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came. Without the added ones the pieces are the text before."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Named:
    """Something with a name: another name does not make it another thing."""

    key: object
    name: str = field(compare=False)

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Picture:
    image: int
    words: str = ""


@dataclass(frozen=True)
class Version:
    """What readers see of one version of a post."""

    text: str
    category: Named | None = None
    location: str = ""
    clip: Named | None = None
    goes_live_at: object = None
    correction: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class PictureChange:
    """What became of one picture. `place` counts from one: in the newer version, or for a removed one in the older."""

    kind: Kind
    image: int
    place: int
    was_place: int | None = None
    words: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class FactChange:
    """One of the post's facts, by its name in `Version`, before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Changes:
    """All that differs between two versions; `text` is empty where the text is the same."""

    text: list[Piece] = field(default_factory=list)
    facts: list[FactChange] = field(default_factory=list)
    pictures: list[PictureChange] = field(default_factory=list)

    def __bool__(self):
        return bool(self.text or self.facts or self.pictures)


FACTS = ["category", "location", "clip", "goes_live_at", "correction"]


def changes_between(before: Version, after: Version) -> Changes:
    """Return what a reader of `before` would find different in `after`."""
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in FACTS]
    return Changes(
        text=abridged(text_changes(before.text, after.text)) if before.text != after.text else [],
        facts=[FactChange(name, old, new) for name, old, new in pairs if old != new],
        pictures=picture_changes(before.pictures, after.pictures),
    )


def text_changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts, in the order in which they are read."""
    pieces: list[Piece] = []
    for old, new in matched(SENTENCE.findall(before), SENTENCE.findall(after)):
        pieces += [Piece(Kind.SAME, old)] if old == new else inside_sentences(old, new)
    return joined(pieces)


def inside_sentences(old: str, new: str) -> list[Piece]:
    """Return the changes inside; where too little stayed, everything went and came."""
    spans = swept(list(matched(characters(old), characters(new))))
    in_common = sum(len(one) for one, other in spans if one == other)
    if in_common < LEAST_IN_COMMON * min(len(old), len(new)):
        spans = [(old, new)]
    pieces = []
    for one, other in spans:
        if one == other:
            pieces.append(Piece(Kind.SAME, one))
        else:
            pieces += [Piece(Kind.REMOVED, one), Piece(Kind.ADDED, other)]
    return pieces


def characters(text: str) -> list[str]:
    """Part a text where it may be marked: between characters, never inside a number, a foreign word or an emoji."""
    parts = []
    for place, part in enumerate(WORD.split(text)):
        parts += [part] if place % 2 else graphemes(part)
    return parts


def matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (old, new) stretches in order: equal where the parts are, unequal where they are not."""
    start, end = common_ends(old, new)
    if start:
        yield "".join(old[:start]), "".join(new[:start])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    if is_too_much(*middle):
        yield "".join(middle[0]), "".join(middle[1])
    else:
        opcodes = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
        for _tag, old_from, old_to, new_from, new_to in opcodes:
            yield "".join(middle[0][old_from:old_to]), "".join(middle[1][new_from:new_to])
    if end:
        yield "".join(old[-end:]), "".join(new[-end:])


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many parts the two have in common at the beginning, and after that at the end."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    left = most - start
    return start, next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)


def is_too_much(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether matching would take too long: its time grows with the pairs, and again with the parts."""
    if max(len(old), len(new)) > MOST_PARTS:
        return True
    counts = Counter(new)
    return sum(counts[part] for part in old) > MOST_PAIRS


def swept(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the spans without crumbs: a few equal characters between two greater changes are part of the change."""
    kept: list[tuple[str, str]] = []
    for span in spans:
        kept.append(span)
        while len(kept) >= 3 and is_crumb(*kept[-3:]):
            before, crumb, after = kept[-3:]
            kept[-3:] = [(before[0] + crumb[0] + after[0], before[1] + crumb[1] + after[1])]
    return kept


def is_crumb(before, middle, after) -> bool:
    if middle[0] != middle[1] or before[0] == before[1] or after[0] == after[1]:
        return False
    return len(middle[0]) <= min(LONGEST_CRUMB, max(map(len, before)), max(map(len, after)))


def joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of one kind as one, what went before what came in its place."""
    result: list[Piece] = []
    for piece in filter(lambda piece: piece.text, pieces):
        if result and result[-1].kind == piece.kind:
            result[-1] = Piece(piece.kind, result[-1].text + piece.text)
        elif [p.kind for p in [*result[-2:], piece]] == [Kind.REMOVED, Kind.ADDED, Kind.REMOVED]:
            result[-2] = Piece(Kind.REMOVED, result[-2].text + piece.text)
        else:
            result.append(piece)
    return result


def abridged(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with only the words around each change; the rest of what stayed is `SKIPPED`."""
    result = []
    for place, piece in enumerate(pieces):
        is_first, is_last = place == 0, place == len(pieces) - 1
        head = 0 if is_first else SHOWN_AROUND
        tail = 0 if is_last else SHOWN_AROUND
        text = piece.text
        if piece.kind != Kind.SAME or len(text) < head + tail + WORTH_SKIPPING:
            result.append(piece)
            continue
        parts = [
            Piece(Kind.SAME, text[:head]),
            Piece(Kind.SKIPPED, text[head : len(text) - tail]),
            Piece(Kind.SAME, text[len(text) - tail :]),
        ]
        result += [part for part in parts if part.text]
    return result


def picture_changes(before: Sequence[Picture], after: Sequence[Picture]) -> list[PictureChange]:
    """Return what became of the pictures: those that are there now in their order, then those that went."""
    old, new = numbered(before), numbered(after)
    steady = {
        key
        for block in SequenceMatcher(None, list(old), list(new), autojunk=False).get_matching_blocks()
        for key in list(new)[block.b : block.b + block.size]
    }
    changes = []
    for key, (place, picture) in new.items():
        if key not in old:
            changes.append(PictureChange(Kind.ADDED, picture.image, place, words=said(picture)))
            continue
        was_place, was = old[key]
        words = text_changes(was.words, picture.words) if was.words != picture.words else []
        if key not in steady:
            changes.append(PictureChange(Kind.MOVED, picture.image, place, was_place, words))
        elif words:
            changes.append(PictureChange(Kind.SAME, picture.image, place, was_place, words))
    gone = [(place, picture) for key, (place, picture) in old.items() if key not in new]
    return changes + [PictureChange(Kind.REMOVED, p.image, place, words=said(p)) for place, p in gone]


def numbered(pictures: Sequence[Picture]) -> dict[tuple[int, int], tuple[int, Picture]]:
    """Return place and picture by image and by how often the same image came before."""
    seen: Counter[int] = Counter()
    result = {}
    for place, picture in enumerate(pictures, start=1):
        result[picture.image, seen[picture.image]] = (place, picture)
        seen[picture.image] += 1
    return result


def said(picture: Picture) -> list[Piece]:
    return [Piece(Kind.SAME, picture.words)] if picture.words else []
