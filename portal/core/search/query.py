"""Reads what a person typed, and says in which ways a text can answer it, best first. Pure.

All words must be found. Every other character is no operator: quotes, `%`, `_`, `*`, `-`, brackets, AND, OR and NOT
are text like any other, and a query of nothing but signs finds nothing.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import rjieba

from portal.core.search.matching import Match, Terms, all_of, either_of
from portal.core.search.text import (
    JOINERS,
    TOKEN_LIMIT,
    WRITTEN_TOGETHER,
    Piece,
    fold,
    is_run,
    marked,
    pieces,
    run_tokens,
    smallest_words,
    words_inside,
)

LENGTH_LIMIT = 100
JOINER = re.compile(r"[-./@:_'&+,]")
# What a question is made of beside its subject; an answer rarely repeats it.
QUESTION_WORDS = {
    *"的了吗呢吧啊是在会要能有想我谁找几请",
    *(
        "怎么",
        "怎么办",
        "怎样",
        "怎么样",
        "咋办",
        "为什么",
        "如何",
        "哪里",
        "哪儿",
        "在哪",
        "在哪里",
        "什么",
        "哪个",
        "哪些",
        "什么时候",
        "时候",
        "何时",
        "多久",
        "几点",
        "多少",
        "需要",
        "可以",
        "不能",
        "能否",
        "能不能",
        "有没有",
        "是否",
        "是不是",
        "请问",
    ),
}
# What a question says beside that: it may stand in an answer, but leads to none.
BESIDE_THE_SUBJECT = {
    *("今天", "明天", "昨天", "后天", "今晚", "现在", "目前", "最近", "最新", "附近", "本周", "这周", "下周"),
    *("今年", "明年", "去年", "一下", "我们", "我家"),
}


@dataclass(frozen=True)
class Word:
    """What stands between two spaces, folded: pieces that must follow one another."""

    text: str
    pieces: tuple[str, ...]

    @cached_property
    def together(self) -> Match:
        """Find the pieces as they follow one another, and without the signs that part them."""
        joined = [piece.text[:TOKEN_LIMIT] for piece in pieces(JOINERS.sub("", self.text))]
        return either_of([in_a_row(self.pieces), in_a_row(joined)])

    @cached_property
    def whole(self) -> Match:
        """Find the same where words begin and end as here. What the dictionary does not know is not asked."""
        return all_of([self.together, *(Terms((marked(text),)) for text in self.texts)])

    @cached_property
    def texts(self) -> list[str]:
        """Return the words of the dictionary in this word, and letters with digits as they are written."""
        known = [text for piece in self.pieces for text in known_words(piece)]
        return [*known, *WRITTEN_TOGETHER.findall(self.text)]

    @cached_property
    def scattered(self) -> Match:
        """Find the parts anywhere: 防汛预警 in a text that says 预警 first and 防汛 later."""
        if self.parts == [self.pieces]:
            return self.together
        return all_of(in_a_row(part) for part in self.parts)

    @cached_property
    def parts(self) -> list[tuple[str, ...]]:
        """Return the pieces that may stand apart: the words of a run, and what is around runs as it is written."""
        apart: list[tuple[str, ...]] = []
        for can_part, group in groupby(self.pieces, lambda piece: is_run(piece) and len(piece) > 1):
            if can_part:
                apart += [(word,) for piece in group for word in smallest_words(piece)]
            else:
                apart.append(tuple(group))
        asked = [part for part in apart if not QUESTION_WORDS.issuperset(part)]
        long = [part for part in asked if len("".join(part)) > 1]
        return asked if len(long) > 1 or (long and len(asked) < len(apart)) else [self.pieces]


@dataclass(frozen=True)
class Query:
    """The words of a query; false when there is nothing to search for."""

    words: tuple[Word, ...] = ()

    def __bool__(self):
        return bool(self.words)

    @cached_property
    def tiers(self) -> tuple[Match, ...]:
        """Return the ways to match, best first: the phrase before its words, whole words before mere touching."""
        whole = [word.whole for word in self.words]
        ways = [
            all_of([self.row, *whole]),
            self.row,
            all_of(whole),
            all_of(word.together for word in self.words),
            self.loosest,
        ]
        return tuple(dict.fromkeys(ways if len(self.words) > 1 else [*ways[:2], ways[-1]]))

    @cached_property
    def row(self) -> Match:
        """Find all words in one row, also where the text puts no space between them."""
        apart = [piece for word in self.words for piece in word.pieces]
        groups = [(are_runs, list(group)) for are_runs, group in groupby(apart, is_run)]
        merged = [piece for are_runs, group in groups for piece in (["".join(group)] if are_runs else group)]
        return either_of([in_a_row(merged), in_a_row(apart)])

    @property
    def may_scatter(self) -> bool:
        """Tell whether the last tier finds parts of a word that the text does not have in one piece."""
        return self.asked != self.words or any(word.scattered != word.together for word in self.words)

    @cached_property
    def asked(self) -> tuple[Word, ...]:
        """Return the words without those that only make a question of them."""
        return tuple(word for word in self.words if word.text not in QUESTION_WORDS) or self.words

    @cached_property
    def loosest(self) -> Match:
        """Return what every answer matches at least."""
        return all_of(word.scattered for word in self.asked)

    @cached_property
    def subjects(self) -> list[str]:
        """Return shorter queries inside this one: all its subjects, each of them, and the words inside these."""
        apart = ["".join(part) for word in self.asked for part in word.parts]
        parts = [part for part in apart if len(part) > 1 and part not in QUESTION_WORDS | BESIDE_THE_SUBJECT]
        inside = [inner for part in parts if is_run(part) for inner in words_inside(part)]
        asked = [word.text for word in self.asked]
        texts = dict.fromkeys([" ".join(parts), *(asked if len(asked) > 1 else []), *parts, *inside])
        return [text for text in texts if text and text != " ".join(word.text for word in self.words)]

    @cached_property
    def unfinished(self) -> Match:
        """Find the words while the last one may go on."""
        *before, last = self.words
        going_on = Terms(in_a_row(last.pieces).tokens, is_prefix=True)
        return either_of([all_of([*(word.together for word in before), going_on]), self.loosest])


def read(typed: str) -> Query:
    """Return the query that `typed` means. Only its first characters count, up to `LENGTH_LIMIT`."""
    folded = fold(typed[:LENGTH_LIMIT])
    words: list[list[Piece]] = []
    for piece in pieces(folded):
        if words and follows(folded, words[-1][-1], piece):
            words[-1].append(piece)
        else:
            words.append([piece])
    return Query(tuple(dict.fromkeys(word_of(folded, word) for word in words)))


def word_of(folded: str, found: list[Piece]) -> Word:
    texts = (piece.text if piece.is_run else piece.text[:TOKEN_LIMIT] for piece in found)
    return Word(folded[found[0].start : found[-1].end], tuple(texts))


def follows(folded: str, piece: Piece, after: Piece) -> bool:
    """Tell whether two pieces are one word: nothing between them, or one sign that joins letters and digits."""
    between = folded[piece.end : after.start]
    if not between:
        return True
    return bool(JOINER.fullmatch(between)) and not piece.is_run and not after.is_run


def in_a_row(parts) -> Terms:
    """Find pieces that follow one another. After the last of them a run may go on."""
    tokens = [token for piece in parts for token in (run_tokens(piece) if is_run(piece) else [piece])]
    if not is_run(parts[-1]):
        return Terms(tuple(tokens))
    if len(parts[-1]) == 1:
        return Terms(tuple(tokens), is_prefix=True)
    return Terms(tuple(tokens[:-1]))


def known_words(piece: str) -> list[str]:
    """Return the words of a run that the dictionary knows; a single character counts where it stands alone."""
    if not is_run(piece):
        return []
    if len(piece) == 1:
        return [piece]
    return [word for word in rjieba.cut(piece, False) if len(word) > 1]
