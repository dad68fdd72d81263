"""What people type, made harmless to show. Pure.

Plain text can hurt without one tag: it can turn around the words that follow it on the page, hide characters
from the eye, or pile marks over its neighbours. `tidy` takes that out and leaves every language readable.
"""

import re
from itertools import islice
from unicodedata import category

MARKS_PER_CHARACTER = 3
ZERO_WIDTH_JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
KEYCAP = "\u20e3"
ELLIPSIS = "…"

# What nearly every post is made of. Text with nothing else in it needs no look at its single characters.
SUSPECT = re.compile(
    "[^\n\x20-\x7e\xa1-\xac\xae-\u02ff\u0391-\u0451\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u27bf"
    "\u3000-\u3029\u3030-\u3098\u309b-\u312f\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uff01-\uff9f\uffe0-\uffe6]"
)
LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
BLANK_LOOKING = dict.fromkeys([0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0], " ")
BLANK_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Return `text` with at most one blank line in a row and nothing that acts on what stands around it."""
    text = LINE_BREAK.sub("\n", text).replace("\t", " ")
    if SUSPECT.search(text):
        text = without_tricks(text.translate(BLANK_LOOKING))
    text = strip_line_ends(text)
    return BLANK_LINES.sub("\n\n", text).strip("\n")


def strip_line_ends(text: str) -> str:
    """Remove the spaces before each line break. A pattern would need quadratic time."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def without_tricks(text: str) -> str:
    """Drop control, direction and invisible characters, marks without a letter, and heaps of marks."""
    kept: list[str] = []
    marks = 0
    for position, character in enumerate(text):
        kind = category(character)
        if character == ZERO_WIDTH_JOINER:
            if joins_emoji(kept, text[position + 1 : position + 2]):
                kept.append(character)
            continue
        if kind in {"Cc", "Cf", "Cs"} and character != "\n":
            continue
        if kind[0] == "M":
            if marks == MARKS_PER_CHARACTER or not can_carry_mark(kept, text[position : position + 2]):
                continue
            marks += 1
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def joins_emoji(before: list[str], after: str) -> bool:
    """Tell whether a joiner between these stands inside an emoji, the one place where it is wanted."""
    return bool(before and after) and is_emoji_part(before[-1]) and category(after) == "So"


def is_emoji_part(character: str) -> bool:
    return character == EMOJI_STYLE or category(character) in {"So", "Sk"}


def can_carry_mark(before: list[str], marks: str) -> bool:
    """Tell whether the character before takes a mark: one without would join the markup around it."""
    if not before:
        return False
    if before[-1] in "#*" and marks == EMOJI_STYLE + KEYCAP:
        return True
    return category(before[-1])[0] in "LNSM"


def graphemes(text: str):
    """Yield the characters as a reader counts them: a letter with its marks, a flag, a joined emoji."""
    cluster = ""
    for character in text:
        if cluster and not continues(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def continues(cluster: str, character: str) -> bool:
    """Tell whether `character` belongs to the reader's character that `cluster` began."""
    if character == ZERO_WIDTH_JOINER or cluster[-1] == ZERO_WIDTH_JOINER:
        return True
    if category(character)[0] == "M" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    if is_jamo_vowel_or_tail(character) and "\u1100" <= cluster[-1] <= "\u11ff":
        return True
    return len(cluster) == 1 and is_flag_half(cluster) and is_flag_half(character)


def is_jamo_vowel_or_tail(character: str) -> bool:
    return "\u1160" <= character <= "\u11ff"


def is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def cut(text: str, limit: int) -> str:
    """Return at most `limit` code points of `text`, never parting what a reader sees as one."""
    if len(text) <= limit:
        return text
    if not SUSPECT.search(text[: limit + 1]):
        return text[:limit]
    kept, length = [], 0
    for cluster in islice(graphemes(text), limit):
        length += len(cluster)
        if length > limit:
            break
        kept.append(cluster)
    return "".join(kept)
