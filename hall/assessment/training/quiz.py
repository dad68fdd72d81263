"""A quiz as plain values, and its marks. Pure: what was sent is compared here, never in a browser."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hall.assessment.enums import AnswerKind

WHOLE = 100


@dataclass(frozen=True)
class Choice:
    key: str
    words: str
    is_right: bool


@dataclass(frozen=True)
class Question:
    key: str
    words: str
    kind: str
    choices: tuple[Choice, ...]
    explanation: str = ""

    @property
    def is_multiple(self) -> bool:
        return self.kind == AnswerKind.MULTIPLE

    @property
    def right(self) -> frozenset[str]:
        return frozenset(choice.key for choice in self.choices if choice.is_right)

    def takes(self, given: frozenset[str]) -> bool:
        """Tell whether these keys can be an answer: only choices of this question, and one where one is asked for."""
        known = {choice.key for choice in self.choices}
        return bool(given) and given <= known and (self.is_multiple or len(given) == 1)


@dataclass(frozen=True)
class Mark:
    """How many questions were answered right, of how many."""

    right: int
    total: int

    def reaches(self, pass_mark: int) -> bool:
        """Tell whether so many in a hundred are reached, counted without rounding."""
        return self.right * WHOLE >= pass_mark * self.total


def questions_of(stream: Iterable[Any]) -> list[Question]:
    """Return the questions of a stream field as plain values."""
    return [
        Question(
            key=block.id,
            words=block.value["words"],
            kind=block.value["kind"],
            choices=tuple(
                Choice(item.id, item.value["words"], item.value["is_right"])
                for item in block.value["choices"].bound_blocks
            ),
            explanation=block.value["explanation"],
        )
        for block in stream
    ]


def mark(questions: list[Question], given: Mapping[str, Iterable[str]]) -> Mark:
    """Mark the answers: a question counts when exactly its right choices were chosen."""
    right = sum(frozenset(given.get(question.key, ())) == question.right for question in questions)
    return Mark(right, len(questions))
