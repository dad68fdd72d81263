"""Reads RSS and Atom as they come: in GB18030, with dates missing, with markup in titles. Pure.

The bytes are decoded here: the parser knows no Chinese character sets. It refuses documents that declare entities.
"""

import re
from codecs import lookup
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags

from hall.supervision.opinion.enums import Trouble
from hall.supervision.opinion.fetching import Fetched, NotRead
from hall.supervision.opinion.terms import MOST_OF_A_FEED, TEXT_LIMIT, TITLE_LIMIT
from portal.core.plain_text import cut, tidy
from portal.core.whole_numbers import whole_number
from portal.core.workdays import ZONE

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"']([\w-]+)")
SAID_BY_SERVER = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
# What is called GB2312 is written with the characters of its successor.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
WEB_PAGE = re.compile(r"^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL)
ROOTS = {"rss", "feed", "RDF"}
ENTRIES = {"item", "entry"}


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `said_at` is missing where the feed does not say it, or not so that it can be read."""

    guid: str
    title: str
    text: str
    link: str
    said_at: datetime | None
    comments: int


def entries_of(fetched: Fetched) -> list[Entry]:
    """Return the entries of a feed, in its order. Raises `NotRead`."""
    text = decoded(fetched.content or b"", fetched.content_type)
    if WEB_PAGE.match(text):
        raise NotRead(Trouble.HTML)
    try:
        root = fromstring(DECLARATION.sub("", text, count=1).lstrip())
    except DefusedXmlException:
        raise NotRead(Trouble.BOMB) from None
    except (ParseError, ValueError, RecursionError):
        raise NotRead(Trouble.BROKEN) from None
    if name_of(root) not in ROOTS:
        raise NotRead(Trouble.BROKEN)
    found = [entry_of(one) for one in root.iter() if name_of(one) in ENTRIES]
    return [entry for entry in found if entry.title][:MOST_OF_A_FEED]


def decoded(content: bytes, content_type: str) -> str:
    """Return the text of a feed: by its mark, by what it declares, by what the server says, or as UTF-8.

    A declaration that does not fit its bytes is one of those that were copied along.
    """
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    declared, said = DECLARED.match(content), SAID_BY_SERVER.search(content_type)
    named = [declared[1].decode("ascii") if declared else "", said[1] if said else "", "utf-8", "gb18030"]
    for encoding in filter(None, named):
        try:
            return content.decode(WIDER.get(lookup(encoding).name, encoding))
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def name_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def entry_of(element: Element) -> Entry:
    words: dict[str, str] = {}
    for part in element:
        words.setdefault(name_of(part), "".join(part.itertext()).strip())
    link = link_of(element, words)
    title = plain(words.get("title", ""), TITLE_LIMIT).replace("\n", " ")
    text = plain(words.get("description") or words.get("summary") or words.get("content", ""), TEXT_LIMIT)
    said = next((words[name] for name in ["published", "pubDate", "date", "updated"] if words.get(name)), "")
    return Entry(
        guid=words.get("guid") or words.get("id") or link,
        title=title or cut(text.split("\n")[0], TITLE_LIMIT),
        text=text,
        link=link,
        said_at=moment(said),
        comments=min(whole_number(words.get("comments", "") or words.get("total", "")) or 0, 10**6),
    )


def link_of(element: Element, words: dict[str, str]) -> str:
    """Return the address of an entry; one that is none of the web is left out."""
    links = [part for part in element if name_of(part) == "link" and part.get("href")]
    chosen = next((part for part in links if part.get("rel", "alternate") == "alternate"), None)
    address = (chosen.get("href", "") if chosen is not None else words.get("link", "")).strip()
    return address if address.startswith(("http://", "https://")) and len(address) <= 1_000 else ""


def plain(markup: str, limit: int) -> str:
    return cut(tidy(unescape(strip_tags(unescape(markup)))).strip(), limit)


def moment(said: str) -> datetime | None:
    """Return the moment that a feed names in either format; without a zone it is the city's."""
    try:
        found = parse_datetime(said) or parsedate_to_datetime(said)
        return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
