"""What the check finds: marks in the text, the hints among them, and the report of all."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

Verdict = Literal["plain", "officialese"]


@dataclass(frozen=True)
class Mark:
    """A place that makes the text sound like a report, by `weight`; below nought, like somebody speaking."""

    start: int
    end: int
    weight: float

    def covers(self, other: "Mark") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Hint(Mark):
    """A mark that is worth a word to the writer.

    `start` and `end` are offsets into the text as it was given, and `quote` is what stands there. `suggestion` can be
    put in its place; it is empty where the writer knows better. `key` stays the same while the writer edits
    elsewhere, so a dismissal can be kept under it. `phrase` is the set phrase as the list writes it, if one was found.
    """

    rule: str
    quote: str
    message: str | Promise
    suggestion: str = ""
    phrase: str = ""

    @property
    def key(self) -> str:
        return f"{self.rule}:{self.quote}"

    def as_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "message": str(self.message),
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True)
class Report:
    """The verdict on a text, its score from 0 (somebody speaks) to 100 (a report speaks), and the hints in order."""

    verdict: Verdict
    score: int
    hints: tuple[Hint, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "score": self.score,
            "hints": [hint.as_dict() for hint in self.hints],
        }
