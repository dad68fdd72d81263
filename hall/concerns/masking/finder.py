import re
from collections.abc import Iterable, Mapping

from .addresses import addresses, doors
from .find import Find, Hit, PersonalData
from .folding import fold, hide, with_chinese_digits
from .names import names
from .numbers import EVERY_NUMBER
from .people import accounts, emails, plates, qq_numbers

EVERY_NAME = (
    ("plate", plates),
    ("account", accounts),
    ("account", qq_numbers),
    ("address", addresses),
    ("address", doors),
    ("name", names),
)


def finds(text: str) -> list[Find]:
    """Return what identifies a person in `text`, in order and apart from each other.

    One rule reads after the other, and none what another has found: of a card's digits none are a telephone's.
    """
    view = fold(text)
    found: list[Find] = []

    def note(kind: str, hits: Iterable[Hit], view: str) -> str:
        hits = list(hits)
        found.extend(
            Find(
                hit.start, hit.end, PersonalData(kind), text[hit.start : hit.end], hit.mask, hit.may_be_public
            )
            for hit in hits
        )
        return hide(view, ((hit.start, hit.end) for hit in hits))

    view = note("email", emails(view), view)
    for read in (str, with_chinese_digits):
        for kind, rule in EVERY_NUMBER:
            view = note(kind, rule(read(view)), view)
    for kind, rule in EVERY_NAME:
        view = note(kind, rule(view), view)
    return sorted(found, key=lambda find: find.start)


def masked(text: str, chosen: Iterable[Find]) -> str:
    """Return `text` with the chosen finds, which are in order, masked."""
    parts, at = [], 0
    for find in chosen:
        parts += [text[at : find.start], find.mask]
        at = find.end
    return "".join([*parts, text[at:]])


def with_masks(text: str, masks: Mapping[str, str]) -> str:
    """Return `text` with every occurrence of the words in `masks` masked."""
    return "".join(masks[words] if words else plain for plain, words in parted(text, masks))


def parted(text: str, masks: Iterable[str]) -> list[tuple[str, str]]:
    """Return `text` in pieces: (plain text, "") and ("", words to mask) in turn. A number is never part of another."""
    words = sorted(masks, key=len, reverse=True)
    if not words:
        return [(text, "")]
    pattern = "|".join(map(whole, words))
    pieces = re.split(f"({pattern})", text)
    return [("", piece) if at % 2 else (piece, "") for at, piece in enumerate(pieces) if piece]


def whole(words: str) -> str:
    before = r"(?<!\d)" if words[0].isdigit() else ""
    after = r"(?!\d)" if words[-1].isdigit() else ""
    return before + re.escape(words) + after
