"""Text as search sees it: the same for what is kept and for what is asked. Pure.

A run of Han characters becomes its overlapping pairs and its last single character, which finds every part of it,
also the names that no dictionary knows. The dictionary's words come beside them, marked, and serve rank only.
Letters and digits part, so that `5G` is found in `5G基站` and `WiFi` in `WiFi6`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, normalize

import opencc
import rjieba

RUN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
PIECE = re.compile(rf"[{RUN}]+|[0-9]+|[^\W\d_{RUN}]+")
WRITTEN_TOGETHER = re.compile(rf"[^\W_{RUN}]+")
PARTED = re.compile(r"[0-9]+(?:[-,][0-9]+)+|[a-z]+(?:[-'’.&][a-z]+)+")
JOINERS = re.compile(r"[-,'’.&]")
TOKEN_LIMIT = 40
WORD_MARK = "w"

# Forms that the conversion to simplified characters leaves alone where one stands without its neighbours.
VARIANTS = dict(
    zip(
        "瞭藉衞祇甦吿於囍囯髙靑淸戸鉄収処倂畧囘囬廻邨秊峝凃旣",
        "了借卫只苏告于喜国高青清户铁收处并略回回回村年峒涂既",
        strict=True,
    )
)


@dataclass(frozen=True)
class Piece:
    """A run of Han characters, a number or a run of letters, folded; `start` and `end` are its place."""

    text: str
    start: int
    end: int

    @property
    def is_run(self) -> bool:
        return is_run(self.text)


class Folds(dict):
    """Character by character, so that a part of a text always folds to the part of the folded text."""

    def __init__(self):
        super().__init__()
        self.simplify = opencc.OpenCC("t2s").convert

    def __missing__(self, codepoint):
        self[codepoint] = self.fold_character(chr(codepoint))
        return self[codepoint]

    def fold_character(self, character: str) -> str:
        parts = normalize("NFD", normalize("NFKC", character).casefold())
        kept = "".join(part for part in parts if category(part)[0] != "M" and category(part) != "Cf")
        return "".join(self.fold_han(part) for part in normalize("NFC", kept))

    def fold_han(self, character: str) -> str:
        if not is_run(character):
            return character
        simple = self.simplify(character)
        return VARIANTS.get(character, simple if len(simple) == 1 else character)


FOLDS = Folds()


def fold(text: str) -> str:
    """Return `text` without differences of width, case, accents, invisible characters and traditional forms."""
    return text.translate(FOLDS)


def is_run(text: str) -> bool:
    return re.match(f"[{RUN}]", text) is not None


def pieces(folded: str) -> list[Piece]:
    return [Piece(match[0], match.start(), match.end()) for match in PIECE.finditer(folded)]


def terms(text: str) -> list[str]:
    """Return the tokens that `text` is found by, in order: neighbours in the text are neighbours here."""
    found: list[str] = []
    for piece in pieces(fold(text)):
        found += run_tokens(piece.text) if piece.is_run else [piece.text[:TOKEN_LIMIT]]
    return found


def run_tokens(run: str) -> list[str]:
    """Return the pairs of a run and its last character."""
    return [*map("".join, pairwise(run)), run[-1]]


def extra_terms(text: str) -> list[str]:
    """Return what `text` is found by beside its order: whole words, marked, and what signs part in one piece."""
    folded = fold(text)
    joined = [JOINERS.sub("", parted)[:TOKEN_LIMIT] for parted in PARTED.findall(folded)]
    return [
        *dict.fromkeys(joined),
        *(marked(word) for word in dict.fromkeys(whole_words(folded))),
    ]


def whole_words(folded: str) -> list[str]:
    """Return the words of the dictionary in folded text, and letters with digits as they are written."""
    found = []
    for piece in pieces(folded):
        for word in rjieba.cut(piece.text, False) if piece.is_run else []:
            found += [word, *words_inside(word)]
    return [*found, *WRITTEN_TOGETHER.findall(folded)]


@lru_cache(maxsize=20_000)
def words_inside(word: str) -> list[str]:
    """Return the words that a long word of the dictionary is made of: 停水 and 通知 of 停水通知."""
    found = []
    for place in range(2, len(word)):
        left, right = word[:place], word[place:]
        if rjieba.has_word(left) and (len(right) == 1 or rjieba.has_word(right)):
            found += [part for part in (left, right) if len(part) > 1]
    return found


def smallest_words(run: str) -> list[str]:
    """Return the words of a run; one that is made of two words counts as these."""
    found = []
    for word in rjieba.cut(run, False):
        places = [at for at in range(2, len(word) - 1) if all(map(rjieba.has_word, (word[:at], word[at:])))]
        found += [word[: places[0]], word[places[0] :]] if places else [word]
    return found


def marked(word: str) -> str:
    return WORD_MARK + word[:TOKEN_LIMIT]
