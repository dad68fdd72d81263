"""The residents who read the demo city: what they like, and whom they follow.

Thousands of clicks are written straight into the tables, and must leave what the verbs would: counts that are true.
"""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Count

from hall.interaction.enums import DigestRhythm
from hall.interaction.models import DigestChoice, Follow, FollowAll, FollowerCount, Like, LikeCount
from hall.models import Hashtag, TimelineEntry
from portal.accounts.models import User
from units.models import UnitPage

READERS = 960
NEWEST_POSTS = 500
ADDRESS = "reader{:04}@residents.example"
# Of all readers, how many like a post that nobody passed on, and how many more for each unit that did.
LIKED_BY, LIKED_BY_MORE = 0.03, 0.11
FOLLOW_EVERY_UNIT, FOLLOW_A_TOPIC = 0.12, 0.3
# Few, since their letters are really written every morning.
WANT_LETTERS = 0.03
CHUNK = 2_000
# The assessment hardly counts what accounts like that were just made.
HERE_FOR = timedelta(days=200)


@transaction.atomic
def bring_residents(now: datetime) -> None:
    """Bring the readers, with whom they follow, and let them like the newest posts that nobody likes yet."""
    readers = bring_readers(now)
    bring_likes(readers, now)


def bring_readers(now: datetime) -> list[User]:
    addresses = [ADDRESS.format(number) for number in range(READERS)]
    there = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    joined = now - HERE_FOR
    new = [
        User(email=address, password="!", date_joined=joined) for address in addresses if address not in there
    ]
    User.objects.bulk_create(new, batch_size=CHUNK)
    readers = list(User.objects.filter(email__in=addresses).order_by("email"))
    bring_follows([reader for reader in readers if reader.email not in there], now)
    return readers


def bring_follows(readers: list[User], now: datetime) -> None:
    units = list(UnitPage.objects.live().order_by("path"))
    topics = list(Hashtag.objects.filter(use_count__gt=0).order_by("slug"))
    if not units:
        return
    follows, standing, letters = [], [], []
    for reader in readers:
        chance = Random(reader.email)
        followed = units
        if chance.random() < FOLLOW_EVERY_UNIT:
            standing.append(FollowAll(user=reader, created_at=now))
        else:
            # The first units of the city are those that most people know.
            followed = {
                units[int(len(units) * chance.random() ** 1.8)] for _number in range(chance.randint(1, 9))
            }
        follows += [Follow(user=reader, unit=unit, created_at=now) for unit in followed]
        if topics and chance.random() < FOLLOW_A_TOPIC:
            follows.append(Follow(user=reader, hashtag=chance.choice(topics), created_at=now))
        if chance.random() < WANT_LETTERS:
            rhythm = chance.choice([DigestRhythm.DAILY, DigestRhythm.WEEKLY])
            letters.append(DigestChoice(user=reader, rhythm=rhythm, chosen_at=now))
    DigestChoice.objects.bulk_create(letters)
    FollowAll.objects.bulk_create(standing, batch_size=CHUNK)
    Follow.objects.bulk_create(follows, batch_size=CHUNK)
    totals = Follow.objects.filter(unit__isnull=False).values_list("unit").annotate(total=Count("pk"))
    FollowerCount.objects.all().delete()
    FollowerCount.objects.bulk_create(FollowerCount(unit_id=unit, total=total) for unit, total in totals)


def bring_likes(readers: list[User], now: datetime) -> None:
    newest = TimelineEntry.objects.select_related("post__like_count").order_by("-published_at")[:NEWEST_POSTS]
    likes, counts = [], []
    for entry in newest:
        if hasattr(entry.post, "like_count"):
            continue
        chance = Random(entry.post.slug)
        share = LIKED_BY * chance.lognormvariate(0, 0.9) + LIKED_BY_MORE * entry.repost_count
        fans = chance.sample(readers, min(int(len(readers) * min(share, 0.94)), len(readers)))
        counts.append(LikeCount(page_id=entry.post_id, total=len(fans)))
        span = now - entry.published_at
        likes += [
            Like(page_id=entry.post_id, user=fan, created_at=entry.published_at + span * chance.random())
            for fan in fans
        ]
    Like.objects.bulk_create(likes, batch_size=CHUNK)
    LikeCount.objects.bulk_create(counts, batch_size=CHUNK)
