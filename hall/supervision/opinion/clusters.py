"""Finds what says nearly the same, however many places it was said in. Pure; needs no network and no dictionary.

Two texts are as alike as the pairs of neighbouring letters that they share (Jaccard), folded as search folds them:
traditional characters, width, digits and signs make no difference. What is alike through a third stands together.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from portal.core.search.text import fold

MOST_TEXTS = 2_000
READ = 600
LEAST_ALIKE = 0.5
# Of what is shorter nothing can be said.
FEWEST_PAIRS = 4


@dataclass(frozen=True)
class Told:
    """A text and what it is known by. Keys are unique, and can be ordered."""

    key: Hashable
    text: str


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of the beginning of a text."""
    letters = "".join(character for character in fold(text[:READ]) if character.isalpha())
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two texts share, from 0 to 1: the same whichever stands first."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def clusters(texts: Iterable[Told]) -> list[tuple]:
    """Return the keys that stand together, two or more, the largest group first; whatever order they were given in.

    At most the first `MOST_TEXTS` are read. Texts that are alike share one of their rarest pairs, so few are compared.
    """
    made = [(one.key, pairs_of(one.text)) for one in list(texts)[:MOST_TEXTS]]
    made = [(key, pairs) for key, pairs in made if len(pairs) >= FEWEST_PAIRS]
    rarity = Counter(pair for _key, pairs in made for pair in pairs)
    leaders = {key: key for key, _pairs in made}
    seen: dict[str, list[int]] = defaultdict(list)
    for place, (key, pairs) in enumerate(made):
        rarest = rarest_of(pairs, rarity)
        for other in {found for pair in rarest for found in seen[pair]}:
            other_key, other_pairs = made[other]
            if (
                leader(leaders, key) != leader(leaders, other_key)
                and alike(pairs, other_pairs) >= LEAST_ALIKE
            ):
                leaders[leader(leaders, key)] = leader(leaders, other_key)
        for pair in rarest:
            seen[pair].append(place)
    return in_order(leaders)


def leader(leaders: dict, key):
    """Return who stands for the group of a key, and shorten the way there."""
    while leaders[key] != key:
        leaders[key] = leaders[leaders[key]]
        key = leaders[key]
    return key


def rarest_of(pairs: frozenset[str], rarity: Counter[str]) -> Sequence[str]:
    """Return so many of the rarest pairs that a text which is alike must have one of them among its own."""
    most = len(pairs) - int(len(pairs) * LEAST_ALIKE + 0.999999) + 1
    return sorted(pairs, key=lambda pair: (rarity[pair], pair))[:most]


def in_order(leaders: dict) -> list[tuple]:
    groups: dict[Hashable, list] = defaultdict(list)
    for key in leaders:
        groups[leader(leaders, key)].append(key)
    found = [tuple(sorted(keys)) for keys in groups.values() if len(keys) > 1]
    return sorted(found, key=lambda keys: (-len(keys), keys))
