"""Shows where a word of the list stands in what somebody typed, however it is spelt apart. Pure."""

from dataclasses import dataclass

from hall.interaction.held_words import fold


@dataclass(frozen=True)
class Piece:
    """Some characters of a text, marked or not."""

    text: str
    is_marked: bool = False


def marked(text: str, word: str) -> list[Piece]:
    """Return `text` in pieces: every place of `word` is one that is marked."""
    wanted = fold(word)
    if not wanted:
        return [Piece(text)]
    # Where each folded character stands in the text: one typed character may fold to several, or to none.
    places = [(folded, place) for place, character in enumerate(text) for folded in fold(character)]
    said = "".join(folded for folded, _place in places)
    pieces, end, found = [], 0, said.find(wanted)
    while found >= 0:
        first, last = places[found][1], places[found + len(wanted) - 1][1]
        if first >= end:
            pieces += [Piece(text[end:first]), Piece(text[first : last + 1], is_marked=True)]
            end = last + 1
        found = said.find(wanted, found + len(wanted))
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]
