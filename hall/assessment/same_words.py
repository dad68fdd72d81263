"""Finds answers that say the same in nearly the same words. Pure; needs no network and no dictionary.

Two texts are as alike as the pairs of neighbouring characters that they share (Jaccard). Figures, spaces and signs do
not count: a template differs by a date and a number.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.core.search.text import fold


@dataclass(frozen=True)
class SameWords:
    """An answer that says what an earlier one has said, and how much of it, in per cent."""

    key: int
    earlier: int
    percent: int


def shingles(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters; a single letter stands for itself."""
    letters = "".join(character for character in fold(text) if character.isalpha())
    return frozenset(letters[place : place + 2] for place in range(max(len(letters) - 1, bool(letters))))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two texts share, from 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 0.0


def repeated(texts: Iterable[tuple[int, str]], percent: int) -> list[SameWords]:
    """Return the texts, in the order given, that are at least so much like an earlier one that is itself not returned.

    Texts that are alike share one of their rarest pairs (prefix filtering), so few are compared with each other.
    """
    made = [(key, shingles(text)) for key, text in texts]
    rarity = Counter(pair for _key, pairs in made for pair in pairs)
    by_pair: dict[str, list[int]] = {}
    found = []
    for place, (key, pairs) in enumerate(made):
        rarest = rarest_of(pairs, rarity, percent)
        candidates = sorted({other for pair in rarest for other in by_pair.get(pair, [])})
        best = max(((alike(pairs, made[other][1]), -other) for other in candidates), default=(0.0, 0))
        if round(best[0] * 100, 6) >= percent:
            found.append(SameWords(key, made[-best[1]][0], int(best[0] * 100)))
            continue
        for pair in rarest:
            by_pair.setdefault(pair, []).append(place)
    return found


def rarest_of(pairs: frozenset[str], rarity: Counter[str], percent: int) -> Sequence[str]:
    """Return so many of the rarest pairs that a text which is alike must have one of them among its own."""
    most = len(pairs) - -(-len(pairs) * percent // 100) + 1
    return sorted(pairs, key=lambda pair: (rarity[pair], pair))[:most]
