"""One form for every way of writing a character, so that one phrase finds them all. Length never changes."""

from unicodedata import normalize

import opencc

PUNCTUATION = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}


class Folds(dict):
    """Character by character: full width to half, traditional to simplified, marks of a clause to Chinese ones."""

    def __init__(self):
        super().__init__()
        self.simplify = opencc.OpenCC("t2s").convert

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = self.fold(chr(codepoint))
        return self[codepoint]

    def fold(self, character: str) -> str:
        plain = normalize("NFKC", character)
        if len(plain) != 1:
            return character
        if "\u3400" <= plain <= "\u9fff":
            simple = self.simplify(plain)
            return simple if len(simple) == 1 else plain
        return PUNCTUATION.get(plain, plain)


FOLDS = Folds()


def fold(text: str) -> str:
    return text.translate(FOLDS)
