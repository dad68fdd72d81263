"""Which figures are too small to be public: somebody could be recognised. Pure."""

from collections.abc import Iterable, Sequence

FEWEST = 5


def hidden_places(counts: Sequence[int], *, sums_up: bool) -> set[int]:
    """Return the places of figures that are not shown.

    Where figures add up to one that is known, a single hidden one could be worked out, so the next smallest goes, too.
    None is shown as too few, as well: else the others of several hidden ones could be told from their sum.
    """
    hidden = {place for place, count in enumerate(counts) if count < FEWEST}
    if sums_up and len(hidden) == 1 and len(counts) > 1:
        others = (place for place in range(len(counts)) if place not in hidden)
        hidden.add(min(others, key=lambda place: counts[place]))
    return hidden


def has_small(counts: Iterable[int]) -> bool:
    return any(count < FEWEST for count in counts)
