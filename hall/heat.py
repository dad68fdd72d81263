"""How hot a post is. Pure: the order of two posts never changes with the clock, so an index can hold it."""

from datetime import datetime
from math import log2

HALF_A_DAY = 12 * 3600


def heat(*, repost_count: int, published_at: datetime) -> float:
    """Return the post's heat: each doubling of its reposts is worth half a day of freshness."""
    return published_at.timestamp() / HALF_A_DAY + log2(1 + repost_count)
