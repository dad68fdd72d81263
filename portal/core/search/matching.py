"""What a text must hold, and how each database is asked for it. Pure.

Every token is made of letters and digits by `text`, so nothing that a person types is ever read as an operator.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """Tokens one after the other. With `is_prefix` the last one may go on."""

    tokens: tuple[str, ...]
    is_prefix: bool = False

    def tsquery(self) -> str:
        quoted = [f"'{token}'" for token in self.tokens]
        return "(" + " <-> ".join(quoted) + (":*" if self.is_prefix else "") + ")"

    def fts5(self) -> str:
        return '"' + " ".join(self.tokens) + '"' + ("*" if self.is_prefix else "")


@dataclass(frozen=True)
class All:
    """Every part, anywhere in the text."""

    parts: tuple["Match", ...]

    def tsquery(self) -> str:
        return "(" + " & ".join(part.tsquery() for part in self.parts) + ")"

    def fts5(self) -> str:
        return "(" + " AND ".join(part.fts5() for part in self.parts) + ")"


@dataclass(frozen=True)
class Either:
    """At least one part."""

    parts: tuple["Match", ...]

    def tsquery(self) -> str:
        return "(" + " | ".join(part.tsquery() for part in self.parts) + ")"

    def fts5(self) -> str:
        return "(" + " OR ".join(part.fts5() for part in self.parts) + ")"


Match = Terms | All | Either


def all_of(matches: Iterable[Match]) -> Match:
    """Join matches into one, each once."""
    flat: list[Match] = []
    for match in matches:
        flat += match.parts if isinstance(match, All) else [match]
    parts = tuple(dict.fromkeys(flat))
    return parts[0] if len(parts) == 1 else All(parts)


def either_of(matches: Iterable[Match]) -> Match:
    parts = tuple(dict.fromkeys(matches))
    return parts[0] if len(parts) == 1 else Either(parts)
