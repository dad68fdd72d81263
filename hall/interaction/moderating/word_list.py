"""A list of words that hold comments, as somebody pastes it or as the software brings it. Pure.

One word a line; its kind and a note may follow, parted by a tab or a comma: `加微信, 广告, 拉人进群`.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from hall.interaction.enums import WordKind
from hall.interaction.held_words import fold
from portal.core.plain_text import tidy

SHIPPED = Path(__file__).parents[1] / "data" / "held_words.csv"
WORD_LIMIT, NOTE_LIMIT, LINES_LIMIT = 40, 200, 2_000
PARTS = re.compile("[\t,\uff0c]")


@dataclass(frozen=True)
class ListedWord:
    """One word of a list."""

    word: str
    kind: str
    note: str = ""

    @property
    def folded(self) -> str:
        return fold(self.word)


def read_list(text: str) -> tuple[list[ListedWord], list[str]]:
    """Return the words of a pasted list, each once, and a sentence for each line that is wrong."""
    lines = text.replace("\r", "").split("\n")
    if len(lines) > LINES_LIMIT:
        return [], [_("A list may have %(limit)d lines at most.") % {"limit": LINES_LIMIT}]
    words, errors = {}, []
    for number, line in enumerate(lines, start=1):
        word, kind, note = [*(tidy(part).strip() for part in PARTS.split(line, 2)), "", ""][:3]
        if not (word or kind or note):
            continue
        found = kind_named(kind)
        reason = why_not_list(word, note) or ("" if found else unknown_kind(kind))
        if reason:
            errors.append(_("Line %(number)d: %(reason)s") % {"number": number, "reason": reason})
        else:
            words.setdefault(fold(word), ListedWord(word, found, note))
    return list(words.values()), errors


def why_not_list(word: str, note: str) -> str:
    folded = fold(word)
    if not folded:
        return _("Write a word with letters, figures or characters.")
    if len(folded) < 2:
        return _("“%(word)s” is one character, which nearly every comment may have.") % {"word": word}
    if len(word) > WORD_LIMIT or len(folded) > WORD_LIMIT:
        return _("A word has %(limit)d characters at most.") % {"limit": WORD_LIMIT}
    if len(note) > NOTE_LIMIT:
        return _("A note has %(limit)d characters at most.") % {"limit": NOTE_LIMIT}
    return ""


def kind_named(name: str) -> str:
    """Return the kind with this name, as it is stored or as people read it; without a name, advertising."""
    if not name:
        return WordKind.ADVERTISING
    return next((kind for kind in WordKind if name.casefold() in (kind.value, kind.label.casefold())), "")


def unknown_kind(name: str) -> str:
    kinds = _(", ").join(str(label) for label in WordKind.labels)
    return _("There is no kind “%(kind)s”. Choose one of: %(kinds)s.") % {"kind": name[:20], "kinds": kinds}


def words_in(text: str, words: Iterable[str]) -> list[str]:
    """Return all of these words that stand in `text`."""
    said = fold(text)
    return [word for word in words if fold(word) in said]


def shipped_words() -> list[ListedWord]:
    """Return the list that the software brings."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [ListedWord(row["word"], row["kind"], row["note"]) for row in csv.DictReader(file)]
