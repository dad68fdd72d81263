"""Which posts of the units that we follow we should pass on as well, and why: a table that an official can read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall import markup
from hall.models import HallPage, HashtagUse, PostPage, SuggestionAside, TimelineEntry
from hall.timelines import dress
from portal.core.pagination import Slice
from units.models import UnitPage

WINDOW = timedelta(days=7)
UNITS_ON_A_TOPIC = 3
UNITS_THAT_CARRY = 3
MOST = 50


@dataclass(frozen=True)
class Facts:
    """What the rules look at, read once: our unit, the head account, and the topics of the week."""

    unit: UnitPage
    head_id: int | None
    since: datetime
    topics: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """`among` narrows the posts in the database; `why` says in words why one of them is suggested, or nothing."""

    among: Callable[[Facts], Q]
    why: Callable[[TimelineEntry, Facts], str]


def why_head(entry, facts) -> str:
    return _("The head account says it.") if entry.unit_id == facts.head_id else ""


def why_category(entry, facts) -> str:
    if not entry.category.is_for_all:
        return ""
    return _("Category “%(category)s”: all units pass it on.") % {"category": entry.category}


def why_mention(entry, facts) -> str:
    name = facts.unit.title
    return _("It names us: @%(unit)s") % {"unit": name} if markup.mentions(entry.post.text, {name}) else ""


def why_topic(entry, facts) -> str:
    names = [facts.topics[use.tag_id] for use in entry.hashtag_uses.all() if use.tag_id in facts.topics]
    if not names:
        return ""
    return _("Several units speak of #%(topic)s#, and we have not yet.") % {"topic": names[0]}


def why_carried(entry, facts) -> str:
    count = entry.repost_count
    if count < UNITS_THAT_CARRY:
        return ""
    words = ngettext("%(count)d unit has passed it on.", "%(count)d units have passed it on.", count)
    return words % {"count": count}


# The first reason that holds decides the place in the list.
RULES = [
    Rule(lambda facts: Q(unit=facts.head_id), why_head),
    Rule(lambda facts: Q(category__is_for_all=True), why_category),
    Rule(lambda facts: Q(post__text__contains=f"@{facts.unit.title}"), why_mention),
    Rule(lambda facts: Q(pk__in=uses_of(facts).values("content_object")), why_topic),
    Rule(lambda facts: Q(repost_count__gte=UNITS_THAT_CARRY), why_carried),
]


def uses_of(facts: Facts):
    return HashtagUse.objects.filter(tag__in=facts.topics, published_at__gte=facts.since)


def facts_for(unit: UnitPage, now: datetime) -> Facts:
    since = now - WINDOW
    return Facts(
        unit=unit,
        head_id=HallPage.objects.values_list("head", flat=True).first(),
        since=since,
        topics=topics_without(unit, since),
    )


def topics_without(unit: UnitPage, since: datetime) -> dict[int, str]:
    """Return the topics that several units speak of since then, and `unit` does not."""
    uses = HashtagUse.objects.filter(published_at__gte=since)
    ours = uses.filter(content_object__unit=unit).values("tag")
    spoken = (
        uses.exclude(tag__in=ours)
        .values("tag", "tag__name")
        .annotate(units=Count("content_object__unit", distinct=True))
        .filter(units__gte=UNITS_ON_A_TOPIC)
        .order_by()
    )
    return {row["tag"]: row["tag__name"] for row in spoken}


def suggestions(unit: UnitPage, now: datetime) -> list[TimelineEntry]:
    """Return posts of the week of units that `unit` follows, with `reasons`, what presses most first.

    What it has passed on, began to pass on or put aside is not among them. Whoever shows some dresses these.
    """
    facts = facts_for(unit, now)
    own_reposts = PostPage.objects.child_of(unit).filter(repost_of=OuterRef("post"))
    aside = SuggestionAside.objects.filter(unit=unit, post=OuterRef("post"))
    conditions = [rule.among(facts) for rule in RULES]
    entries = (
        TimelineEntry.objects.for_cards()
        .followed_by(unit)
        .filter(published_at__gte=facts.since, published_at__lte=now, is_repost=False)
        .filter(reduce(or_, conditions))
        .exclude(Exists(own_reposts))
        .exclude(Exists(aside))
        .annotate(first=Case(*[When(condition, then=place) for place, condition in enumerate(conditions)]))
        .prefetch_related("hashtag_uses")
    )
    # In a loud week the newest would crowd out what presses: the database sorts before it cuts.
    newest = entries.order_by("first", "-published_at", "-pk")[:MOST]
    found = [entry for entry in newest if give_reasons(entry, facts)]
    return sorted(found, key=lambda entry: entry.presses)


def give_reasons(entry: TimelineEntry, facts: Facts) -> list[str]:
    """Put on an entry its `reasons`, and the place that the first of them gives it (`presses`)."""
    said = [rule.why(entry, facts) for rule in RULES]
    entry.reasons = [reason for reason in said if reason]
    entry.presses = next((place for place, reason in enumerate(said) if reason), len(RULES))
    return entry.reasons


def put_aside_lately(unit: UnitPage, now: datetime) -> list[TimelineEntry]:
    """Return what was put aside and would be suggested else, to take it up again."""
    aside = SuggestionAside.objects.filter(unit=unit).values("post")
    entries = TimelineEntry.objects.for_cards().filter(post__in=aside, published_at__gte=now - WINDOW)
    return dress(Slice(list(entries.order_by("-published_at", "-pk")[:MOST]))).entries
