"""Rows of equal phrases, which sound like a banner, and numbered slogans."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from .clauses import Piece, chunks, count_han
from .findings import Hint
from .grammar import tables, words

MESSAGES = {
    4: _("A row of four-character phrases reads like a banner. Say one thing, with who and when."),
    3: _("A row of slogans. Say one thing, with who and when."),
}
CHANGES = _("Words turned with “-ise” pile up. Say what will be different.")
NUMBERED = _("A numbered slogan. Few readers know what it counts; name the things.")
COUNTED = _("A speech counts its points. A reader needs the one that concerns them.")

ROW_WEIGHT = 0.7
ENDS_OF_PLACES = "路街道区县镇村站楼线馆"

NUMBER = "[一二两三四五六七八九十]"
OPEN, CLOSE = '[\u201c"]', '[\u201d"]'
NUMBERED_SLOGAN = re.compile(
    f"{OPEN}{NUMBER}个[\u4e00-\u9fff]{{1,3}}{CLOSE}"
    f"|{OPEN}(?:{NUMBER}(?!{NUMBER})[\u4e00-\u9fff]){{1,2}}{CLOSE}"
    "(?=[\u201c、]|要求|工作|行动|建设|精神|目标|任务|整治|方针|政策|机制)"
    f"|{OPEN}\\d(?:\\+[\\dNXn]){{1,4}}{CLOSE}"
    f"|{NUMBER}个(?:坚持|到位|确保|强化|聚焦|突出|落实)"
)
COUNTED_POINT = re.compile("(?:^|[\uff0c\uff1a\u3002\uff1b\n\\s])([一二三四五六七八](?:是?要|是))(?![否不])")
POINT_LENGTH = 12
CHANGED = re.compile("[\u4e00-\u9fff]{1,3}化(?![妆学肥工])")


def rows(sentence: Piece, given: str, official: bytes) -> Iterator[Hint]:
    """Yield rows of at least three chunks of equal length, or two that are a whole sentence.

    `official` has a 1 wherever a word of officialese stands. Lists of streets and of good wishes are rows as well:
    half of the chunks must have such a word.
    """
    parts = chunks(sentence)
    for length, group in groupby(parts, key=han_length):
        row = list(group)
        if length not in MESSAGES or len(row) < (2 if len(row) == len(parts) else 3):
            continue
        loud = sum(is_slogan(part, official) for part in row)
        if loud >= 2 and 2 * loud >= len(row):
            start, end = row[0].start, row[-1].end
            yield Hint(start, end, ROW_WEIGHT * loud, "banner-row", given[start:end], MESSAGES[length])


def han_length(part: Piece) -> int:
    """Return the length of a chunk that is Han script only, else nought."""
    return len(part.text) if count_han(part.text) == len(part.text) else 0


def is_slogan(part: Piece, official: bytes) -> bool:
    if len(part.text) == 3 and part.text[0] in opening_verbs() and part.text[-1] not in ENDS_OF_PLACES:
        return True
    return 1 in official[part.start : part.end]


@lru_cache(maxsize=1)
def opening_verbs() -> frozenset[str]:
    return frozenset(tables()["opening_verbs"])


@lru_cache(maxsize=1)
def everyday_changes() -> tuple[str, ...]:
    return tuple(words("everyday_changes"))


def changes(sentence: Piece, given: str) -> Iterator[Hint]:
    found = [m for m in CHANGED.finditer(sentence.text) if not m[0].endswith(everyday_changes())]
    if len(found) >= 2:
        start, end = sentence.start + found[0].start(), sentence.start + found[-1].end()
        yield Hint(start, end, 0.7 * len(found), "turned-words", given[start:end], CHANGES)


def numbered(text: str, given: str) -> Iterator[Hint]:
    for match in NUMBERED_SLOGAN.finditer(text):
        quote = given[match.start() : match.end()]
        yield Hint(match.start(), match.end(), 0.8, "numbered-slogan", quote, NUMBERED)


def counted_points(text: str, given: str, official: bytes) -> Iterator[Hint]:
    """Yield the numbers of a speech. A list of what somebody must bring is counted too: the words after it tell."""
    found = list(COUNTED_POINT.finditer(text))
    loud = [match for match in found if 1 in official[match.end() : match.end() + POINT_LENGTH]]
    if len(loud) < 2 or 2 * len(loud) < len(found):
        return
    for match in loud:
        start, end = match.span(1)
        yield Hint(start, end, 0.8, "counted-points", given[start:end], COUNTED)
