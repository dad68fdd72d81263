"""The shape of sentences: long clauses, piled nouns, raised voices."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from .clauses import Piece, count_han
from .findings import Hint
from .grammar import words

CLAUSE_LIMIT = 32
SENTENCE_LIMIT = 90
PILE_LIMIT = 4

LONG_CLAUSE = _("A long stretch without a pause. Cut it in two, or say the main thing first.")
LONG_SENTENCE = _("A long sentence. Make two or three of it.")
PILE = _("Nouns are piled up. Part them with 的 or a verb.")
SHOUTING = _("One mark is enough; more of them shout.")

SHOUT = re.compile("[\uff01\uff1f]{2,}")


def long_clauses(clause: Piece, given: str) -> Iterator[Hint]:
    if count_han(clause.text) > CLAUSE_LIMIT:
        yield Hint(
            clause.start, clause.end, 0.5, "long-clause", given[clause.start : clause.end], LONG_CLAUSE
        )


def long_sentences(sentence: Piece, given: str) -> Iterator[Hint]:
    if count_han(sentence.text) > SENTENCE_LIMIT:
        quote = given[sentence.start : sentence.end]
        yield Hint(sentence.start, sentence.end, 0.5, "long-sentence", quote, LONG_SENTENCE)


@lru_cache(maxsize=1)
def piled_words() -> frozenset[str]:
    return frozenset(words("piled"))


def piled_nouns(text: str, given: str) -> Iterator[Hint]:
    """Yield each run of four or more such nouns with nothing between them."""
    known = piled_words()
    at = 0
    while at < len(text) - 1:
        end = at
        while text[end : end + 2] in known:
            end += 2
        if end - at >= 2 * PILE_LIMIT:
            parted = given[at : end - 2] + "的" + given[end - 2 : end]
            yield Hint(at, end, 0.8, "piled-nouns", given[at:end], PILE, parted)
        at = max(end, at + 1)


def shouting(text: str, given: str) -> Iterator[Hint]:
    for match in SHOUT.finditer(text):
        quote = given[match.start() : match.end()]
        once = "\uff1f" if "\uff1f" in match[0] else "\uff01"
        yield Hint(match.start(), match.end(), 0.0, "shouting", quote, SHOUTING, once)
