"""What is new about events of what people follow: that one became public, and that it has begun.

Events are a neighbour's, so its rows are read through `Page.entry`. Nothing is announced or kept for it: both facts are
moments that stand there already, and whoever asks for one stretch of time after the other is told of each once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from wagtail.models import Page

from hall.interaction.models import Follow
from hall.models import Hashtag

FRESH = timedelta(days=14)
AT_MOST = 200
SHOWN = 3


@dataclass(frozen=True)
class EventNews:
    """An event that became public at a moment, or began then; published while it is on, it is one piece of news."""

    page: Page
    at: datetime
    has_begun: bool
    units: frozenset[int]
    topic: str

    @property
    def entry(self):
        return self.page.entry

    def is_for(self, units: Collection[int], topics: Collection[str]) -> bool:
        """Tell whether it concerns somebody who follows these units and hashtags."""
        return self.topic in topics or not self.units.isdisjoint(units)


def event_news(since: datetime, until: datetime) -> list[EventNews]:
    """Return what is new after `since` until `until` of events that take place and are not over then, newest first."""
    entry_is_new = Q(first_published_at__gt=since) | Q(entry__opens_at__gt=since, entry__opens_at__lte=until)
    pages = Page.objects.live().filter(
        entry_is_new,
        Q(entry__closes_at__isnull=True) | Q(entry__closes_at__gt=until),
        entry__called_off="",
        first_published_at__lte=until,
    )
    shown = pages.select_related("entry__unit", "entry__cover", "entry__campaign").prefetch_related(
        "entry__cover__renditions", "entry__campaign__host_rows"
    )
    news = [news_of(page, until) for page in shown.order_by("-first_published_at", "-pk")[:AT_MOST]]
    return sorted(
        (one for one in news if one.at > since), key=lambda one: (one.at, one.page.pk), reverse=True
    )


def news_of(page: Page, until: datetime) -> EventNews:
    entry = page.entry
    begins_at = max(entry.opens_at, page.first_published_at)
    has_begun = begins_at <= until
    return EventNews(
        page=page,
        at=begins_at if has_begun else page.first_published_at,
        has_begun=has_begun,
        units=frozenset(entry.host_ids()),
        topic=Hashtag.fold(entry.campaign.hashtag),
    )


def fresh_events(user, now: datetime) -> list[EventNews]:
    """Return what is new about events of what a person follows, as the timeline shows it."""
    follows = Follow.objects.filter(user=user)
    units = set(follows.units().values_list("unit", flat=True))
    topics = set(Hashtag.objects.filter(pk__in=follows.hashtags()).values_list("slug", flat=True))
    if not units and not topics:
        return []
    return [one for one in event_news(now - FRESH, now) if one.is_for(units, topics)][:SHOWN]
