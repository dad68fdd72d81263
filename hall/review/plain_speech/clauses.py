"""Sentences and clauses of a folded text, with their places."""

import re
from dataclasses import dataclass

HAN = "\u3400-\u9fff"
HAN_CHARACTER = re.compile(f"[{HAN}]")
SENTENCE = re.compile("[^\u3002\uff01\uff1f\uff1b\n]+")
CLAUSE = re.compile("[^\u3002\uff01\uff1f\uff1b\uff0c\uff1a\n\u2014\u3010\u3011]+")
CHUNK = re.compile("[^\u3002\uff01\uff1f\uff1b\uff0c\uff1a\u3001\n\u2014\u3010\u3011 \u201c\u201d]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of the text."""

    start: int
    end: int
    text: str


def pieces(pattern: re.Pattern, text: str, offset: int = 0) -> list[Piece]:
    return [Piece(offset + m.start(), offset + m.end(), m[0]) for m in pattern.finditer(text) if m[0].strip()]


def sentences(text: str) -> list[Piece]:
    return pieces(SENTENCE, text)


def clauses(text: str) -> list[Piece]:
    return pieces(CLAUSE, text)


def chunks(sentence: Piece) -> list[Piece]:
    """Return what stands between any two marks, lists included."""
    return pieces(CHUNK, sentence.text, sentence.start)


def count_han(text: str) -> int:
    return len(HAN_CHARACTER.findall(text))
