"""Who does what: verbs that hide the deed, the passive, and rows of titles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from .clauses import Piece
from .findings import Hint
from .grammar import any_of

CARRIED_WEIGHT = 0.5
PASSIVE_WEIGHT = 0.3
TITLES_WEIGHT = 1.5

CARRIED = _("The deed hides behind an empty verb. Use the verb itself.")
PASSIVE = _("Say first who does it.")
TITLES = _("A row of titles. What it means for the reader comes first, who sat there last or not at all.")


@lru_cache(maxsize=1)
def carried_verb() -> re.Pattern:
    adverbs, carried = any_of("adverbs"), any_of("carried")
    return re.compile(rf"{any_of('carrying')}[了过]?({adverbs}{{0,2}}的?)({carried})")


@lru_cache(maxsize=1)
def passive() -> re.Pattern:
    return re.compile(
        "被(?:予以|列为|列入|纳入|评为|授予|认定为|确定为|责令)|由[^\uff0c\u3002\uff1b\u3001]{2,12}?(?:负责|牵头|承担|组织实施)|受到[^\uff0c\u3002]{0,8}?(?:好评|表彰|关注|重视)"
    )


@lru_cache(maxsize=1)
def titles() -> tuple[re.Pattern, re.Pattern]:
    return re.compile(any_of("titles")), re.compile(any_of("attending"))


def empty_verbs(text: str, given: str) -> Iterator[Hint]:
    for match in carried_verb().finditer(text):
        plainer = match[1].removesuffix("的") + match[2]
        quote = given[match.start() : match.end()]
        yield Hint(match.start(), match.end(), CARRIED_WEIGHT, "empty-verb", quote, CARRIED, plainer)


def passives(text: str, given: str) -> Iterator[Hint]:
    for match in passive().finditer(text):
        quote = given[match.start() : match.end()]
        yield Hint(match.start(), match.end(), PASSIVE_WEIGHT, "passive", quote, PASSIVE)


def rows_of_titles(sentence: Piece, given: str) -> Iterator[Hint]:
    """Yield the stretch from the first to the last title, if they are several and only sat in a meeting."""
    title, attending = titles()
    found = list(title.finditer(sentence.text))
    if len(found) < 2 or not attending.search(sentence.text):
        return
    start, end = sentence.start + found[0].start(), sentence.start + found[-1].end()
    yield Hint(start, end, TITLES_WEIGHT, "row-of-titles", given[start:end], TITLES)
