"""Shows where a text answers a query: in the text as it was written, whatever its width, case or characters. Pure."""

import re
from html import unescape

from django.utils.safestring import SafeString, mark_safe

from portal.core.search.query import Query, Word
from portal.core.search.text import RUN, fold, is_run

VISIBLE = re.compile(r"(<[^>]*>)|(&(?:#\w+|\w+);|.)", re.DOTALL)
LETTER = rf"[^\W\d_{RUN}]"

Span = tuple[int, int]


def spans(text: str, query: Query) -> list[Span]:
    """Return the places in `text` of what `query` asks for, in order and apart from each other."""
    folded, origins = fold_with_origins(text)
    found: list[Span] = []
    for word in query.words:
        found += spans_of_word(folded, word)
    return merge((origins[start], origins[end - 1] + 1) for start, end in sorted(found))


def fold_with_origins(text: str) -> tuple[str, list[int]]:
    """Return folded text and, for each of its characters, where it comes from."""
    folded, origins = [], []
    for place, character in enumerate(text):
        for part in fold(character):
            folded.append(part)
            origins.append(place)
    return "".join(folded), origins


def spans_of_word(folded: str, word: Word) -> list[Span]:
    """Return where a word stands as a whole or, where it does not, its parts."""
    whole = [match.span() for match in pattern(word.pieces).finditer(folded)]
    return whole or [match.span() for part in word.parts for match in pattern(part).finditer(folded)]


def pattern(pieces: tuple[str, ...]) -> re.Pattern:
    return re.compile(r"[\W_]*".join(map(pattern_of_piece, pieces)))


def pattern_of_piece(piece: str) -> str:
    if is_run(piece):
        return piece
    if piece.isdigit():
        return "(?<![0-9])" + "[-,]?".join(map(re.escape, piece)) + "(?![0-9])"
    return f"(?<!{LETTER}){re.escape(piece)}(?!{LETTER})"


def merge(found) -> list[Span]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(html: SafeString, query: Query) -> SafeString:
    """Return safe HTML with `<mark>` around what `query` asks for. Tags stay as they are."""
    visible = [unescape(match[2]) for match in VISIBLE.finditer(html) if match[2]]
    marked = {place for start, end in spans("".join(visible), query) for place in range(start, end)}
    if not marked:
        return html
    return mark_safe("".join(mark_pieces(html, marked)))


def mark_pieces(html: str, marked: set[int]):
    """Yield `html` with the visible characters at `marked` inside marks, which never reach over a tag."""
    place, is_open = 0, False
    for match in VISIBLE.finditer(html):
        is_wanted = match[2] is not None and place in marked
        if is_open and not is_wanted:
            yield "</mark>"
        if is_wanted and not is_open:
            yield "<mark>"
        is_open = is_wanted
        yield match[0]
        place += match[2] is not None
    if is_open:
        yield "</mark>"
