"""Every feed of the hall, each a short sentence. All are keyset reads of `TimelineEntry`, newest first.

Entries come back ready for the post card: beside their fields they carry `html` (safe), `is_long`, `pictures`
(list of PostPicture), `original` (the reposted PostPage or None) with `original_entry`, `original_html`,
`original_pictures`, and `original_is_withdrawn`.
"""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from hall import markup
from hall.corrections import corrections_shown
from hall.enums import FeedView
from hall.models.hashtag import Hashtag, HashtagUse
from hall.models.timeline import TimelineEntry
from portal.core.pagination import Cursor, Slice, newest_before
from units.models import UnitPage

PAGE_SIZE = 20
HOT_LIMIT = 50
CARD_LENGTH = 300
QUOTE_LENGTH = 140
REPOSTS_SHOWN = 5


def hall_feed(*, view: str, head: UnitPage | None, before: Cursor | None = None) -> Slice:
    """Return one tab of the hall. The hot tab has no older pages: it is a ranking, not a history."""
    if view == FeedView.HOT:
        return dress(Slice(list(TimelineEntry.objects.for_cards().hottest()[:HOT_LIMIT])))
    entries = TimelineEntry.objects.for_cards()
    if view == FeedView.HEAD:
        entries = entries.of_unit(head)
    if view == FeedView.MEDIA:
        entries = entries.with_visuals()
    return dress(newest_before(entries, before, PAGE_SIZE))


def unit_feed(unit: UnitPage, before: Cursor | None = None) -> Slice:
    return dress(newest_before(TimelineEntry.objects.for_cards().of_unit(unit), before, PAGE_SIZE))


def feed_to_repost(
    *, own: UnitPage | None, unit: UnitPage | None = None, words: str = "", before: Cursor | None = None
) -> Slice:
    """Return what other units say, for those who pass it on. `own` is left out; `unit` and `words` narrow it."""
    entries = TimelineEntry.objects.for_cards()
    if own:
        entries = entries.exclude(unit=own)
    if unit:
        entries = entries.of_unit(unit)
    if words:
        entries = entries.filter(post__text__icontains=words)
    return dress(newest_before(entries, before, PAGE_SIZE))


def followed_feed(unit: UnitPage, before: Cursor | None = None) -> Slice:
    """Return what the units that `unit` follows say: its reading list."""
    return dress(newest_before(TimelineEntry.objects.for_cards().followed_by(unit), before, PAGE_SIZE))


def hashtag_feed(hashtag: Hashtag, before: Cursor | None = None) -> Slice:
    """Return the posts of all units under one hashtag. The cursor counts in uses, which carry the time."""
    uses = newest_before(HashtagUse.objects.filter(tag=hashtag), before, PAGE_SIZE)
    by_pk = TimelineEntry.objects.for_cards().in_bulk([use.content_object_id for use in uses.entries])
    return dress(Slice([by_pk[use.content_object_id] for use in uses.entries], uses.older))


def hot_ranking(limit: int = 10) -> list[TimelineEntry]:
    """Return the hottest entries for a ranking: post and unit, no pictures, not dressed."""
    return list(TimelineEntry.objects.select_related("post", "unit").hottest()[:limit])


def newest_hashtags(limit: int = 8) -> list[Hashtag]:
    """Return the hashtags that units used last."""
    return list(Hashtag.objects.filter(use_count__gt=0).order_by("-last_used_at")[:limit])


def hot_pictures(limit: int = 4) -> list[TimelineEntry]:
    """Return the hottest entries that have pictures. A clip also counts as visual, so look at a few more."""
    hottest = TimelineEntry.objects.for_cards().with_visuals().hottest()[: limit * 3]
    return [entry for entry in dress(Slice(list(hottest))).entries if entry.pictures][:limit]


def newest_of_head(head: UnitPage | None) -> TimelineEntry | None:
    """Return what the head account said last: the front page opens with it."""
    feed = newest_before(TimelineEntry.objects.for_cards().of_unit(head), None, 1)
    return next(iter(dress(feed).entries), None)


def neighbours(entry: TimelineEntry) -> tuple[TimelineEntry | None, TimelineEntry | None]:
    """Return the entries of the same unit just before and just after this one in time."""
    same_unit = TimelineEntry.objects.select_related("post").of_unit(entry.unit_id)
    older = newest_before(same_unit, Cursor(entry.published_at, entry.pk), 1).entries
    newer = (
        same_unit.filter(published_at__gte=entry.published_at)
        .exclude(published_at=entry.published_at, pk__lte=entry.pk)
        .order_by("published_at", "pk")[:1]
    )
    return next(iter(older), None), next(iter(newer), None)


def reposts_of(post, before: Cursor | None = None) -> Slice:
    """Return the reposts of a post that are public, newest first; they carry `html`, the words of their unit."""
    entries = TimelineEntry.objects.select_related("post", "unit__avatar").prefetch_related(
        "unit__avatar__renditions"
    )
    feed = newest_before(entries.filter(post__repost_of=post), before, REPOSTS_SHOWN)
    accounts = accounts_mentioned([entry.post.text for entry in feed.entries])
    for entry in feed.entries:
        entry.html = html_of(entry.post.text, accounts, QUOTE_LENGTH)
    return feed


def pulse(now) -> dict[str, int]:
    """Return the figures of the day, since midnight in the time zone of `now`, and of seven days for topics."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = TimelineEntry.objects.filter(published_at__gte=midnight, published_at__lt=midnight + timedelta(1))
    topics = Hashtag.objects.filter(use_count__gt=0, last_used_at__gte=midnight - timedelta(6))
    return {
        "topics_this_week": topics.count(),
        **today.aggregate(
            posts_today=Count("pk"),
            units_today=Count("unit", distinct=True),
            reposts_today=Count("pk", filter=Q(is_repost=True)),
        ),
    }


def card_of(post) -> TimelineEntry:
    """Return the entry of one live post, dressed with its whole text, and with its `corrections`, newest first."""
    entry = TimelineEntry.objects.for_cards().get(post=post)
    return dress_alone(entry, list(post.corrections.all()))


def draft_card(post, now) -> TimelineEntry:
    """Return the card that a post would have if it were published now. Nothing is saved."""
    entry = TimelineEntry(post=post, unit=post.unit, category_id=post.category_id, published_at=now)
    return dress_alone(entry, corrections_shown(post, now))


def dress_alone(entry, corrections):
    entry.corrections = corrections
    return dress(Slice([entry]), length=None).entries[0]


def dress(feed: Slice, length: int | None = CARD_LENGTH, excerpt=markup.excerpt) -> Slice:
    """Put on every entry what its card shows. One query for all mentioned accounts, however many entries.

    `excerpt` says what of a text longer than `length` the card shows.
    """
    originals = [entry.post.repost_of for entry in feed.entries if entry.post.repost_of]
    texts = [entry.post.text for entry in feed.entries] + [original.text for original in originals]
    accounts = accounts_mentioned(texts)
    for entry in feed.entries:
        entry.is_long = length is not None and len(entry.post.text) > length
        entry.html = html_of(entry.post.text, accounts, length, excerpt)
        entry.pictures = list(entry.post.pictures.all())
        dress_original(entry, accounts)
    show_pictures_once(feed.entries)
    return feed


def dress_original(entry, accounts):
    original = entry.post.repost_of
    entry.original = original
    entry.original_entry = getattr(original, "timeline_entry", None) if original else None
    entry.original_is_withdrawn = bool(original) and entry.original_entry is None
    is_shown = entry.original_entry is not None
    entry.original_html = html_of(original.text, accounts, QUOTE_LENGTH) if is_shown else ""
    entry.original_pictures = list(original.pictures.all()) if is_shown else []


def show_pictures_once(entries):
    """Leave a quote's pictures out where the feed has shown them: a warning is passed on by many units at once."""
    shown = set()
    for entry in entries:
        if entry.original and entry.original.pk in shown:
            entry.original_pictures = []
        shown |= {entry.post_id, entry.post.repost_of_id}


def html_of(text, accounts, length, excerpt=markup.excerpt):
    if length is not None:
        text = excerpt(text, length)
    return markup.render(text, accounts=accounts, hashtag_url=hashtag_url)


def hashtag_url(name: str) -> str:
    return reverse("hashtag", args=[Hashtag.fold(name)])


def accounts_mentioned(texts) -> dict[str, str]:
    """Return the addresses of the live units whose account names these texts mention."""
    names = {name for text in texts for name in markup.candidate_mentions(text)}
    if not names:
        return {}
    units = UnitPage.objects.live().named(names)
    return {unit.title: unit.url for unit in units}
