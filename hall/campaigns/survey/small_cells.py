"""Which figures are too small to be public: somebody could be recognised. Pure.

A figure that can be worked out from others is as good as shown: what is left of a sum, and what two readings of
results that grow by one answer differ by.
"""

from collections.abc import Iterable, Sequence

FEWEST = 5


def is_small(count: int) -> bool:
    """Tell whether a figure stands for somebody, and for too few."""
    return 0 < count < FEWEST


def hidden_places(counts: Sequence[int], *, people: int, sums_up: bool) -> set[int]:
    """Return the places of figures that are not shown, of `people` who answered.

    All but a few is as telling as a few. Where figures add up to one that is known, those that are hidden add up to
    what is left: of one alone, or of a few people together, the next smallest is hidden with them. None is shown as
    too few, as well: else the others of several hidden ones could be told from their sum.
    """
    hidden = {place for place, count in enumerate(counts) if count < FEWEST or is_small(people - count)}
    while sums_up and 0 < len(hidden) < len(counts):
        if len(hidden) > 1 and not is_small(sum(counts[place] for place in hidden)):
            break
        others = (place for place in range(len(counts)) if place not in hidden)
        hidden.add(min(others, key=lambda place: counts[place]))
    return hidden


def counted_while_open(total: int) -> int:
    """Return how many of the answers are counted in public while more come in.

    They move on by as many as may be shown, and so many late that as many are left for the end.
    """
    return max(total - total % FEWEST - FEWEST, 0)


def has_small(counts: Iterable[int]) -> bool:
    return any(count < FEWEST for count in counts)
