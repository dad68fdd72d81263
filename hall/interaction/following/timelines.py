"""The feed of what one person follows, a keyset read like every feed of the hall."""

from hall.interaction.models import Follow
from hall.models import HashtagUse, TimelineEntry
from hall.timelines import PAGE_SIZE, dress
from portal.core.pagination import Cursor, Slice, newest_before


def followed_feed(user, before: Cursor | None = None) -> Slice:
    """Return what the followed units said, and what any unit said under a followed hashtag, newest first.

    Two short reads that each have an index, put together here: one read with OR would go through the whole hall.
    """
    follows = Follow.objects.filter(user=user)
    tagged = HashtagUse.objects.filter(tag__in=follows.hashtags()).values("content_object")
    found: dict[int, TimelineEntry] = {}
    for wanted in ({"unit__in": follows.units()}, {"pk__in": tagged}):
        entries = TimelineEntry.objects.filter(**wanted).only("pk", "published_at")
        found |= {entry.pk: entry for entry in newest_before(entries, before, PAGE_SIZE + 1).entries}
    newest = sorted(found.values(), key=lambda entry: (entry.published_at, entry.pk), reverse=True)
    shown = newest[:PAGE_SIZE]
    cards = TimelineEntry.objects.for_cards().in_bulk([entry.pk for entry in shown])
    older = Cursor(shown[-1].published_at, shown[-1].pk) if len(newest) > PAGE_SIZE else None
    return dress(Slice([cards[entry.pk] for entry in shown if entry.pk in cards], older))
