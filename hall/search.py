"""Finds live posts by what they say. Answers come in tiers, best first, and newest first within one.

No rank is computed over all that matches: each tier is a set of its own, read by keyset like any feed, so that the
order is the same on every database and the cost is that of one page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.html import escape

from hall import markup
from hall.models import Hashtag, SearchEntry, TimelineEntry
from hall.timelines import PAGE_SIZE, dress
from portal.core.pagination import Cursor, Slice, newest_before
from portal.core.plain_text import ELLIPSIS
from portal.core.search.highlight import mark, spans
from portal.core.search.matching import all_of
from portal.core.search.query import Query, Word, read
from portal.core.search.text import fold
from units.models import UnitPage

COUNT_LIMIT = 100
BEFORE_THE_HIT = 40
TOO_FAR = 4
MEANT_LIMIT = 2
OFFERS_COUNTED = 8
OFFICES = re.compile("[、,，]")
CLAUSE_ENDS = "。！？!?；;，,、\n"


@dataclass(frozen=True)
class Place:
    """Where a list of answers goes on: a tier and, inside it, a cursor. Written `<tier>.<cursor>` in an address."""

    tier: int
    cursor: Cursor

    def __str__(self):
        return f"{self.tier}.{self.cursor}"

    @classmethod
    def parse(cls, text: str | None) -> "Place | None":
        tier, _, cursor = (text or "").partition(".")
        place = Cursor.parse(cursor)
        return cls(int(tier), place) if place and len(tier) == 1 and tier in "0123456789" else None


@dataclass(frozen=True)
class Search:
    """What is asked: words, where and when. Of some units a word of the query is the name, or `meant` as a part."""

    query: Query
    named: Sequence[tuple[Word, UnitPage]] = ()
    meant: Sequence[tuple[Word, UnitPage]] = ()
    unit: UnitPage | None = None
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def among(cls, units: Sequence[UnitPage], query: Query, **limits) -> "Search":
        """Return the search for a query, its words looked up in the names of `units`."""
        return cls(query, units_named(query, units), units_meant(query, units), **limits)

    def ways(self) -> list[Q]:
        """Return the conditions to answer by, best first.

        Posts of a unit that is named come before mere parts of words; those of a unit that is meant come last.
        """
        ways = [Q(terms__matches=match) for match in self.query.tiers]
        if self.named:
            ways.insert(len(ways) - self.query.may_scatter, self.by_named_units())
        return [*ways, *([self.by_meant_units()] if self.meant else [])]

    def by_named_units(self) -> Q:
        names = {word for word, _ in self.named}
        rest = [word.together for word in self.query.asked if word not in names]
        by_them = Q(unit__in=[unit.pk for _, unit in self.named])
        return by_them & Q(terms__matches=all_of(rest)) if rest else by_them

    def by_meant_units(self) -> Q:
        """Return that a unit answers for one word, and its post says all others, also where these name units."""
        ways = []
        for word in dict.fromkeys(word for word, _ in self.meant):
            by_them = Q(unit__in=[unit.pk for name, unit in self.meant if name == word])
            rest = [other.scattered for other in self.query.asked if other != word]
            ways.append(by_them & Q(terms__matches=all_of(rest)) if rest else by_them)
        return reduce(or_, ways)

    def answers(self) -> QuerySet[SearchEntry]:
        """Return the entries of live units in the time that is asked, whatever they say."""
        entries = SearchEntry.objects.defer("terms").exclude(unit__in=UnitPage.objects.not_live())
        if self.unit:
            entries = entries.filter(unit=self.unit)
        if self.since:
            entries = entries.filter(published_at__gte=self.since)
        if self.until:
            entries = entries.filter(published_at__lt=self.until)
        return entries


def best(search: Search, place: Place | None = None) -> Slice:
    """Return a page of answers, best first, dressed for their cards."""
    first = place.tier if place else 0
    found: list[tuple[int, SearchEntry]] = []
    ways = search.ways()
    for tier in range(first, len(ways)):
        rows = search.answers().filter(ways[tier])
        if tier:
            rows = rows.exclude(reduce(or_, ways[:tier]))
        cursor = place.cursor if place and tier == first else None
        page = newest_before(rows, cursor, PAGE_SIZE + 1 - len(found))
        found += [(tier, row) for row in page.entries]
        if len(found) > PAGE_SIZE:
            break
    return cards(search, found, lambda tier, row: Place(tier, Cursor(row.published_at, row.pk)))


def newest(search: Search, cursor: Cursor | None = None) -> Slice:
    """Return a page of answers, newest first, dressed for their cards."""
    rows = search.answers().filter(reduce(or_, search.ways()))
    page = newest_before(rows, cursor, PAGE_SIZE + 1)
    return cards(search, [(0, row) for row in page.entries], lambda _, row: Cursor(row.published_at, row.pk))


def count(search: Search) -> int:
    """Return how many answers there are; more than `COUNT_LIMIT` are not counted."""
    return search.answers().filter(reduce(or_, search.ways()))[: COUNT_LIMIT + 1].count()


def offers(query: Query, units: Sequence[UnitPage]) -> list[str]:
    """Return what to search for instead of a query that found nothing, the most specific first: its parts that do."""
    found = []
    for text in query.subjects[:OFFERS_COUNTED]:
        if any(text in longer for *_, longer in found if " " not in longer):
            continue
        total = count(Search.among(units, read(text)))
        found += [(-len(text.split()), total, -len(text), text)] if total else []
    return [text for *_, text in sorted(found, key=lambda row: row[:-1])]


def cards(search: Search, found, place_of) -> Slice:
    by_pk = TimelineEntry.objects.for_cards().in_bulk([row.pk for _, row in found[:PAGE_SIZE]])
    older = place_of(*found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else None
    feed = dress(
        Slice([by_pk[row.pk] for _, row in found[:PAGE_SIZE]], older),
        excerpt=lambda text, length: excerpt_around(text, search.query, length),
    )
    for entry in feed.entries:
        entry.html = mark(entry.html, search.query)
        entry.post.location = mark(escape(entry.post.location), search.query)
    return feed


def excerpt_around(text: str, query: Query, length: int) -> str:
    """Return what a card shows of a text: its beginning or, where that holds no hit, what is around the first one."""
    hits = spans(text, query)
    if not hits or len(text) <= length or hits[0][1] <= length:
        return markup.excerpt(text, length)
    return ELLIPSIS + markup.excerpt(text[beginning_before(text, hits[0][0]) :], length)


def beginning_before(text: str, hit: int) -> int:
    """Return where to begin reading before `hit`: at a clause, and never inside a hashtag, mention or link."""
    end = 0
    for token in markup.tokens(text):
        start, end = end, end + len(token.source)
        if end <= hit:
            continue
        if token.kind != "text":
            return start
        earliest = max(start, hit - BEFORE_THE_HIT)
        clauses = [at + 1 for at in range(earliest, hit) if text[at] in CLAUSE_ENDS]
        return clauses[0] if clauses else earliest
    return hit


def units_named(query: Query, units: Sequence[UnitPage]) -> list[tuple[Word, UnitPage]]:
    """Return which words of a query are the account name, the official name or the code of which unit."""
    named = [(name, unit) for unit in units for name in (unit.title, unit.official_name, unit.code)]
    by_name = {"".join(fold(name).split()): unit for name, unit in reversed(named)}
    return [(word, by_name[word.text]) for word in query.words if word.text in by_name]


def units_meant(query: Query, units: Sequence[UnitPage]) -> list[tuple[Word, UnitPage]]:
    """Return which words of a query mean which unit as people call it: 教育局, 市教育局, 发改局.

    A word that could mean many means none: 河源, 派出所. Two characters are a subject as well as a name (教育, 发布):
    they count beside other words only.
    """
    names = {word for word, _ in units_named(query, units)}
    found = []
    for word in query.asked:
        if word in names or len(word.text) < (2 if len(query.asked) > 1 else 3):
            continue
        meant = [unit for unit in units if is_name_of(word.text, unit)]
        meant = meant or [unit for unit in units if is_short_name_of(word.text, unit)]
        found += [(word, unit) for unit in meant] if len(meant) <= MEANT_LIMIT else []
    return found


def is_name_of(word: str, unit: UnitPage) -> bool:
    """Tell whether a word is a unit's name less its place: 教育局 of 河源市教育局, but not 办公室 of any office."""
    return distance(word, unit) < TOO_FAR and (
        fold(unit.title).startswith(word)
        or any(name.endswith(word) and len(name) <= 2 * len(word) for name in names_of(unit))
    )


def is_short_name_of(word: str, unit: UnitPage) -> bool:
    """Tell the same of a short name: 发改局, also 市发改局. It begins in the first half of the name."""
    return any(is_short_for(word, name) and 2 * name.find(word[0]) <= len(name) for name in names_of(unit))


def names_of(unit: UnitPage) -> list[str]:
    """Return the account name of a unit and the names of the offices that it stands for."""
    return [fold(name) for name in (unit.title, *OFFICES.split(unit.official_name))]


def units_found(query: Query, units: Sequence[UnitPage], limit: int) -> list[UnitPage]:
    """Return the units that all words of a query name, also shortly (发改局 for 发展和改革局), the nearest first."""
    if not query:
        return []
    near = [(max(distance(word.text, unit) for word in query.words), unit) for unit in units]
    found = sorted(((far, unit.path, unit) for far, unit in near if far < TOO_FAR), key=lambda row: row[:2])
    return [unit for _, _, unit in found[:limit]]


def distance(word: str, unit: UnitPage) -> int:
    """Return how far a word is from the names of a unit, up to `TOO_FAR`."""
    title, official_name, code = map(fold, (unit.title, unit.official_name, unit.code))
    if word in (title, official_name, code):
        return 0
    if title.startswith(word):
        return 1
    if word in title or word in official_name:
        return 2
    return 3 if is_short_for(word, official_name) else TOO_FAR


def is_short_for(word: str, name: str) -> bool:
    """Tell whether a word is made of characters of a name, in their order and up to its end."""
    rest = iter(name)
    return len(word) > 2 and word[-1] == name[-1:] and all(character in rest for character in word)


def hashtags_found(query: Query, limit: int) -> list[Hashtag]:
    """Return the hashtags in use in which all words of a query stand, the ones used last before others."""
    if not query:
        return []
    hashtags = Hashtag.objects.filter(use_count__gt=0)
    for word in query.words:
        hashtags = hashtags.filter(slug__contains=word.text)
    return list(hashtags.order_by("-last_used_at")[:limit])
