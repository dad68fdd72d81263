"""The check itself: every rule looks at the folded text, the score weighs what they found."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from .actors import empty_verbs, passives, rows_of_titles
from .clauses import clauses, sentences
from .findings import Hint, Mark, Report
from .folding import fold
from .notices import empty_titles, missing_facts
from .parallels import changes, counted_points, numbered, rows
from .phrases import Lexicon, Phrase, shipped_phrases
from .register import register_words, spoken_signs
from .score import score_of, verdict_of
from .shape import long_clauses, long_sentences, piled_nouns, shouting
from .wording import phrase_marks, sound_of_a_report

WHOLE_TEXT = [empty_verbs, passives, numbered, piled_nouns, shouting, missing_facts, empty_titles]
EACH_SENTENCE = [rows_of_titles, changes, long_sentences]


def check(text: str, *, patterns: Iterable[Phrase] | None = None, dismissed: Collection[str] = ()) -> Report:
    """Return how plainly `text` speaks.

    `patterns` take the place of the shipped phrases. `dismissed` are the keys of hints that the writer has answered:
    they are neither shown nor counted.
    """
    lexicon = shipped_lexicon() if patterns is None else lexicon_of(tuple(patterns))
    marks = [mark for mark in find_marks(text, lexicon) if not is_dismissed(mark, dismissed)]
    score = score_of(text, marks)
    verdict = verdict_of(score)
    hints = [mark for mark in marks if isinstance(mark, Hint)]
    if verdict == "officialese" and not hints:
        hints = [hint for hint in [sound_of_a_report(marks, text)] if not is_dismissed(hint, dismissed)]
    return Report(verdict, score, tuple(without_inner(sorted(hints, key=place_of))))


@lru_cache(maxsize=8)
def lexicon_of(patterns: tuple[Phrase, ...]) -> Lexicon:
    return Lexicon([*patterns, *register_words()])


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    return lexicon_of(shipped_phrases())


def find_marks(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    folded = fold(text)
    words = list(phrase_marks(folded, text, lexicon))
    yield from words
    yield from spoken_signs(folded)
    for look in WHOLE_TEXT:
        yield from look(folded, text)
    official = places(words, len(text))
    yield from counted_points(folded, text, official)
    for sentence in sentences(folded):
        yield from rows(sentence, text, official)
        for look_at in EACH_SENTENCE:
            yield from look_at(sentence, text)
    for clause in clauses(folded):
        yield from long_clauses(clause, text)


def places(marks: Iterable[Mark], length: int) -> bytes:
    """Return a 1 for each character under a mark of officialese and a 0 for each other."""
    covered = bytearray(length)
    for mark in marks:
        if mark.weight > 0:
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return bytes(covered)


def is_dismissed(mark: Mark, dismissed: Collection[str]) -> bool:
    return isinstance(mark, Hint) and mark.key in dismissed


def place_of(hint: Hint) -> tuple[int, int]:
    """Return what hints are ordered by: the earlier first, and the longer of two that begin together."""
    return hint.start, -hint.end


def without_inner(hints: list[Hint]) -> Iterator[Hint]:
    """Leave out a hint of a rule that stands within another of the same rule: one word there is enough."""
    kept: dict[str, Hint] = {}
    for hint in hints:
        if hint.rule in kept and kept[hint.rule].covers(hint):
            continue
        kept[hint.rule] = hint
        yield hint
