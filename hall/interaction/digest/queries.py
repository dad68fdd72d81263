"""Whose digest is due, and what the units said for each. One set of queries, however many people."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q

from hall.interaction.digest.times import moment_of, newest_day, told_since
from hall.interaction.following.events import EventNews, event_news
from hall.interaction.models import DigestChoice, Follow
from hall.models import Hashtag, HashtagUse, TimelineEntry
from portal.accounts.models import User


@dataclass
class Issue:
    """One person's digest of one morning: what was public between two moments and is so still, newest first.

    `events` are those that became public or began in that time and are not over.
    """

    user: User
    rhythm: str
    since: datetime
    until: datetime
    entries: list[TimelineEntry] = field(default_factory=list)
    events: list[EventNews] = field(default_factory=list)

    @property
    def told(self) -> int:
        """How many things it tells."""
        return len(self.entries) + len(self.events)

    @property
    def day(self):
        return self.until.date()


def due_issues(rhythm: str, now: datetime, limit: int) -> list[Issue]:
    """Return up to `limit` digests of this rhythm that are due and not settled, with their posts."""
    day = newest_day(rhythm, now)
    if day is None:
        return []
    moment = moment_of(day, now.tzinfo)
    choices = DigestChoice.objects.filter(rhythm=rhythm, chosen_at__lt=moment, user__is_active=True)
    choices = choices.exclude(user__digest_letters__day__gte=day).annotate(
        last_day=Max("user__digest_letters__day")
    )
    issues = [
        Issue(
            user=choice.user,
            rhythm=rhythm,
            since=told_since(rhythm, moment, choice.last_day, choice.chosen_at),
            until=moment,
        )
        for choice in choices.select_related("user").order_by("user")[:limit]
    ]
    if issues:
        fill(issues)
    return issues


def fill(issues: list[Issue]) -> None:
    """Put into each digest what its person follows."""
    units, hashtags = defaultdict(set), defaultdict(set)
    follows = Follow.objects.filter(user__in=[issue.user.pk for issue in issues])
    for person, unit, hashtag in follows.values_list("user", "unit", "hashtag"):
        if unit:
            units[person].add(unit)
        else:
            hashtags[person].add(hashtag)
    window = {
        "published_at__gt": min(issue.since for issue in issues),
        "published_at__lte": max(issue.until for issue in issues),
    }
    uses = defaultdict(set)
    used = HashtagUse.objects.filter(tag__in=set().union(*hashtags.values()), **window)
    for entry, hashtag in used.values_list("content_object", "tag"):
        uses[entry].add(hashtag)
    wanted = Q(unit__in=set().union(*units.values())) | Q(pk__in=list(uses))
    entries = TimelineEntry.objects.filter(wanted, **window).select_related("post", "unit")
    newest = list(entries.order_by("-published_at", "-pk"))
    slugs = dict(Hashtag.objects.filter(pk__in=set().union(*hashtags.values())).values_list("pk", "slug"))
    news = event_news(window["published_at__gt"], window["published_at__lte"])
    for issue in issues:
        person = issue.user.pk
        issue.entries = [
            entry
            for entry in newest
            if issue.since < entry.published_at <= issue.until
            and (entry.unit_id in units[person] or uses[entry.pk] & hashtags[person])
        ]
        topics = {slugs[key] for key in hashtags[person]}
        issue.events = [
            one for one in news if issue.since < one.at <= issue.until and one.is_for(units[person], topics)
        ]
