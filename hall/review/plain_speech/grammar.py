"""Reads `data/grammar.toml`: the words that the rules on sentences need."""

import re
import tomllib
from functools import lru_cache

from .phrases import DATA


@lru_cache(maxsize=1)
def tables() -> dict[str, str]:
    with (DATA / "grammar.toml").open("rb") as file:
        return tomllib.load(file)


def words(name: str) -> list[str]:
    """Return a table's words, longest first, so that none hides behind its own beginning."""
    return sorted(tables()[name].split(), key=len, reverse=True)


def any_of(name: str) -> str:
    """Return a table as one group of a pattern."""
    return "(?:" + "|".join(map(re.escape, words(name))) + ")"
