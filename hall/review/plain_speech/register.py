"""The words that give a text its sound, official or spoken, each with a weight. Read from `data/register.toml`."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from .findings import Mark
from .phrases import DATA, Phrase

# What people need to act on: a number to call, an hour, a price, an emoji.
SPOKEN_SIGNS = [
    (
        re.compile(
            r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1\d{10}|\d{7,8}|(?:100|110|119|120|122|12345|95598|12333)(?!\d))"
        ),
        -1.0,
    ),
    (re.compile(r"\d{1,2}:\d{2}|\d{1,2}COLON\d{2}|\d{1,2}[时点](?!线|位)".replace("COLON", "\uff1a")), -0.6),
    (re.compile(r"\d+(?:\.\d+)?(?:℃|°C|度|块|毫米|公里|分钟|小时)"), -0.4),
    (re.compile(r"https?://|[@#]"), -0.4),
    (re.compile("[\U0001f300-\U0001faff\u2600-\u27bf~]"), -0.5),
    (re.compile("[\uff01\uff1f]"), -0.3),
]


@lru_cache(maxsize=1)
def register_words() -> tuple[Phrase, ...]:
    """Return the words as phrases without a plainer one: spoken words weigh less than nought."""
    with (DATA / "register.toml").open("rb") as file:
        tiers = tomllib.load(file)
    return tuple(
        Phrase(word, "", "word", sign * float(weight))
        for side, sign in (("official", 1), ("plain", -1))
        for weight, words in tiers[side].items()
        for word in words.split()
    )


def spoken_signs(text: str) -> Iterator[Mark]:
    for pattern, weight in SPOKEN_SIGNS:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match.end(), weight)
