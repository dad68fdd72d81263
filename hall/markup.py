"""Finds `#话题#`, `@账号` and links in a post's plain text, and turns the text into safe HTML. Pure.

Every pattern below is bounded, so the time grows with the text and no faster, whatever is typed. Chinese puts
no space after a name, so what follows an @ is only a candidate: which beginning of it is an account, the
caller's list of accounts decides.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile
from unicodedata import category, normalize

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core.plain_text import ELLIPSIS, cut, tidy

TITLE_LIMIT = 30
HASHTAG_LIMIT = 40
NAME_LIMIT = 30
MENTION_LIMIT = 50
SHOWN_LINK_LIMIT = 32

PATTERN = re.compile(
    r"""
    (?<![A-Za-z0-9])(?P<link>
        https?://
        [A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?::[0-9]{1,5})?
        (?:[/?\#][A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%]*)?
    )
    | (?<![A-Za-z0-9._%+-])(?P<address>
        [A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+
    )
    | [#＃](?![\ufe0f\u20e3])(?P<hashtag>(?:(?!https?://)[^#＃@＠\n]){1,LIMIT})[#＃](?![\ufe0f\u20e3])
    | [@＠](?P<mention>[\w-]{1,NAMES})
    """.replace("LIMIT", str(HASHTAG_LIMIT)).replace("NAMES", str(NAME_LIMIT)),
    re.VERBOSE | re.IGNORECASE,
)
END_OF_SENTENCE = re.compile(r"[。！？!?；;]")
HEADLINE = re.compile(rf"\s*【([^【】\n]{{2,{TITLE_LIMIT}}})】")
# A name becomes part of an address, in which browsers take these for steps to another place.
NO_SEGMENTS = {".", ".."}
NOT_AT_LINK_END = ".,;:!?'#*([&"
NOT_BEFORE_ELLIPSIS = " \n，、：；,;:"
PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True)
class Token:
    """A piece of the text: plain text, an address, a link, a hashtag or a mention; the last two named."""

    kind: str
    source: str
    name: str = ""

    @property
    def shown_length(self) -> int:
        return len(shorten_link(self.source)) if self.kind == "link" else len(self.source)


def hashtags(text: str) -> list[str]:
    """Return the hashtags of `text` without their #, in order, each once however it is spelt."""
    found: dict[str, str] = {}
    for token in tokens(tidy(text)):
        if token.kind == "hashtag":
            found.setdefault(fold(token.name), token.name)
    return list(found.values())


def candidate_mentions(text: str) -> list[str]:
    """Return every name that could be meant by an @ in `text`: what one query should look up."""
    runs = [token.name for token in tokens(tidy(text)) if token.kind == "mention"][:MENTION_LIMIT]
    return list(dict.fromkeys(run[:length] for run in runs for length in range(len(run), 0, -1)))


def mentions(text: str, known_names: Collection[str]) -> list[str]:
    """Return those of `known_names` that `text` mentions, in order, each once."""
    runs = [token.name for token in tokens(tidy(text)) if token.kind == "mention"]
    found = (longest_known(run, known_names) for run in runs)
    return list(dict.fromkeys(name for name in found if name))


def render(text: str, *, accounts: Mapping[str, str], hashtag_url: Callable[[str], str]) -> SafeString:
    """Return `text` as paragraphs of safe HTML.

    `accounts` maps the account names that exist to their addresses; `hashtag_url` gives a hashtag's address.
    """
    html = []
    for paragraph in filter(None, tidy(text).split("\n\n")):
        lines = (render_line(line, accounts, hashtag_url) for line in paragraph.split("\n"))
        html.append('<p dir="auto">' + "<br>".join(lines) + "</p>")
    return mark_safe("".join(html))


def excerpt(text: str, limit: int) -> str:
    """Return the beginning of `text`, showing at most `limit` characters and then an ellipsis.

    Hashtags, mentions, links and composed characters are kept whole or left out.
    """
    text = tidy(text)
    kept, room = [], limit
    for token in tokens(text):
        if token.shown_length > room:
            kept.append(cut(token.source, room) if token.kind == "text" else "")
            return "".join(kept).rstrip(NOT_BEFORE_ELLIPSIS) + ELLIPSIS
        kept.append(token.source)
        room -= token.shown_length
    return text


def title_of(text: str) -> str:
    """Return what the post is called where a line is all there is: its 【headline】 or its first sentence."""
    for line in tidy(text).split("\n"):
        pieces = list(tokens(line))
        headline = HEADLINE.match(words_of(dropwhile(is_hashtag_or_space, pieces)))
        if headline and headline[1].strip():
            return headline[1].strip()
        words = words_of(pieces)
        if any(character.isalnum() for character in words):
            return shorten(words)
    return ""


def fold(name: str) -> str:
    """Return the form in which two spellings of one hashtag are equal."""
    return normalize("NFKC", tidy(name)).strip().casefold()


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of tidy `text` in order; joined together their sources are the text."""
    start = position = 0
    while match := PATTERN.search(text, position):
        token = token_of(match)
        if token is None:
            position = match.start() + 1
            continue
        if match.start() > start:
            yield Token("text", text[start : match.start()])
        yield token
        start = position = match.start() + len(token.source)
    if start < len(text):
        yield Token("text", text[start:])


def token_of(match: re.Match) -> Token | None:
    """Return what was found, or None where it only looked like something."""
    kind, source = match.lastgroup or "", match[0]
    if kind == "link":
        return Token("link", trim_link(source))
    if kind == "address":
        return Token("address", source)
    if kind == "mention":
        return Token("mention", source, match[kind])
    name = " ".join(match[kind].split())
    if not any(character.isalnum() for character in name) or NO_SEGMENTS.intersection(fold(name).split("/")):
        return None
    return Token("hashtag", source, name)


def trim_link(link: str) -> str:
    """Take the punctuation of the sentence off the end of a link, and brackets that open outside of it."""
    surplus = {closing: link.count(closing) - link.count(opening) for closing, opening in PAIRS.items()}
    end = len(link)
    while end:
        last = link[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in NOT_AT_LINK_END:
            break
        end -= 1
    return link[:end]


def longest_known(run: str, known_names: Collection[str]) -> str:
    """Return the longest beginning of `run` that is an account and ends at no Latin word's middle."""
    for length in range(len(run), 0, -1):
        if run[:length] in known_names and not is_inside_latin_word(run, length):
            return run[:length]
    return ""


def is_inside_latin_word(run: str, position: int) -> bool:
    around = run[position - 1 : position + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def render_line(line: str, accounts: Mapping[str, str], hashtag_url: Callable[[str], str]) -> str:
    return "".join(render_token(token, accounts, hashtag_url) for token in tokens(line))


def render_token(token: Token, accounts: Mapping[str, str], hashtag_url: Callable[[str], str]) -> str:
    if token.kind == "hashtag":
        return format_html('<a class="hashtag" href="{}">#{}#</a>', hashtag_url(token.name), token.name)
    if token.kind == "link":
        shown = shorten_link(token.source)
        return format_html(
            '<a class="outside-link" href="{}" rel="nofollow noopener"><bdi>{}</bdi></a>', token.source, shown
        )
    if token.kind == "mention":
        name = longest_known(token.name, accounts)
        if name:
            rest = escape_after_markup(token.name[len(name) :])
            return format_html('<a class="mention" href="{}">@{}</a>{}', accounts[name], name, rest)
    return escape_after_markup(token.source)


def escape_after_markup(text: str) -> str:
    """Escape `text`, without a mark at its beginning: it would combine with the end of the tag before it."""
    while text and category(text[0])[0] == "M":
        text = text[1:]
    return escape(text)


def shorten_link(link: str) -> str:
    """Return the link as a reader needs it: with the whole host, or its end, which says whose it is."""
    shown = link.partition("://")[2].rstrip("/")
    if len(shown) <= SHOWN_LINK_LIMIT:
        return shown
    host = re.split(r"[/?#]", shown, maxsplit=1)[0]
    if len(host) >= SHOWN_LINK_LIMIT:
        return ELLIPSIS + host[-SHOWN_LINK_LIMIT + 1 :]
    return shown[: SHOWN_LINK_LIMIT - 1] + ELLIPSIS


def is_hashtag_or_space(token: Token) -> bool:
    return token.kind == "hashtag" or token.source.isspace()


def words_of(pieces: Iterable[Token]) -> str:
    """Return what the pieces say in a title: no links, and hashtags as words."""
    said = (
        f" {token.name} " if token.kind == "hashtag" else token.source
        for token in pieces
        if token.kind != "link"
    )
    return " ".join("".join(said).split())


def shorten(words: str) -> str:
    """Return the first sentence of `words`, or as much of it as a title holds."""
    end = END_OF_SENTENCE.search(words)
    if end and any(character.isalnum() for character in words[: end.start()]):
        words = words[: end.start()]
    if len(words) <= TITLE_LIMIT:
        return words.strip()
    return cut(words, TITLE_LIMIT - 1).rstrip(NOT_BEFORE_ELLIPSIS) + ELLIPSIS
