"""Text as the rules see it: character for character as long as the text, so that places stay true."""

import re
from unicodedata import decimal, normalize

# Stands where something was found already. No rule reads over it, and `tidy` lets nobody type it.
HIDDEN = "\0"
DASHES = "‐‑‒–—―−﹣－─ー﹘"
CHINESE_DIGITS = str.maketrans("零〇○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖", "00011234567891" + "23456789")
MASKED_NUMBER = re.compile(r"(?<!\d)\d{1,6}\*{3,}\d{0,4}(?!\d)")


class Folds(dict):
    def __missing__(self, codepoint):
        self[codepoint] = fold_character(chr(codepoint))
        return self[codepoint]


def fold_character(character: str) -> str:
    if character in DASHES:
        return "-"
    if character.isspace() and character != "\n":
        return " "
    digit = decimal(character, None)
    plain = str(digit) if digit is not None else normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


FOLDS = Folds()


def fold(text: str) -> str:
    """Return `text` without differences of width and case, and without the numbers that are masked already."""
    return MASKED_NUMBER.sub(lambda number: HIDDEN * len(number[0]), text.translate(FOLDS))


def with_chinese_digits(folded: str) -> str:
    """Return folded text with 一三八 as 138."""
    return folded.translate(CHINESE_DIGITS)


def hide(folded: str, places) -> str:
    """Return folded text with what stands at `places`, which are in order, taken out of sight."""
    parts, at = [], 0
    for start, end in places:
        parts += [folded[at:start], HIDDEN * (end - start)]
        at = end
    return "".join([*parts, folded[at:]])
