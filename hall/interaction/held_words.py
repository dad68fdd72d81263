"""Finds words of a list in what people type, however they are spelt apart. Pure."""

from collections.abc import Iterable
from unicodedata import category, normalize


def fold(text: str) -> str:
    """Return `text` without all that spells a word apart: width, case, spaces, signs, accents, what nobody sees."""
    folded = normalize("NFKD", text).casefold()
    return "".join(character for character in folded if category(character)[0] in "LN")


def hold_for_words(text: str, words: Iterable[str]) -> str:
    """Return the first of `words` that stands in `text`, or nothing. It only tells; nothing is taken away."""
    said = fold(text)
    return next((word for word in words if (folded := fold(word)) and folded in said), "")
