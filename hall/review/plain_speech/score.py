"""How many marks, how heavy, in how much text: one number from 0 to 100, and the verdict."""

from collections.abc import Iterable

from .clauses import count_han
from .findings import Mark, Verdict

# The score is 50 at this weight for each ten characters. The head start keeps one word in a short plain sentence
# below it, and lets a slogan of eight characters reach it. Both were set on the development part of the labelled
# sentences (tests/hall/review/plain_speech), with room to spare on either side.
DENSITY_LIMIT = 0.385
HEAD_START = 2.4
OFFICIALESE_FROM = 50


def score_of(text: str, marks: Iterable[Mark]) -> int:
    """Return 0 for somebody speaking, 100 for a report; twice as dense halves what is left to 100."""
    density = sum(mark.weight for mark in marks) / (HEAD_START + count_han(text) / 10)
    return int(100 * (1 - 0.5 ** (density / DENSITY_LIMIT))) if density > 0 else 0


def verdict_of(score: int) -> Verdict:
    return "officialese" if score >= OFFICIALESE_FROM else "plain"
