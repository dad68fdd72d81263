"""Writes published posts by the thousand: the rows that the verbs of the hall would leave, without their cost.

Publishing through the review takes some 150 queries a post. History that nobody reviews any more is therefore written
straight into the tables, and must satisfy whatever the verbs promise: tree, timeline, hashtags, counters, search.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Count, F, Max
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backends

from hall import markup
from hall.heat import heat
from hall.models import Category, Hashtag, HashtagUse, PostPage, PostPicture, TimelineEntry
from hall.services import make_findable
from portal.core.models import PortalImage, PortalMedia
from units.models import UnitPage

CHUNK = 1_000


@dataclass(frozen=True)
class Finished:
    """A post as it stands on the portal."""

    unit: UnitPage
    category: Category
    text: str
    published_at: datetime
    slug: str
    location: str = ""
    author_id: int | None = None
    pictures: Sequence[tuple[PortalImage, str]] = ()
    media: PortalMedia | None = None
    repost_of_id: int | None = None


@transaction.atomic
def write_posts(finished: Sequence[Finished]) -> list[PostPage]:
    """Write these posts, oldest first, and everything that hangs on them. Returns them with their keys."""
    finished = sorted(finished, key=lambda one: one.published_at)
    posts = grow_pages(finished)
    entries = write_entries(finished, posts)
    tags = write_hashtag_uses(finished, entries)
    recount_hashtags(tags)
    recount_reposts({one.repost_of_id for one in finished} - {None})
    index(posts, entries)
    return posts


def grow_pages(finished: Sequence[Finished]) -> list[PostPage]:
    """Add the pages below their units, in the tree order that one `add_child` after another would give."""
    steps = next_steps({one.unit.pk for one in finished})
    shared = {
        "content_type": ContentType.objects.get_for_model(PostPage),
        "locale": Locale.get_default(),
        "live": True,
        "has_unpublished_changes": False,
        "numchild": 0,
    }
    passed_on = dict(
        PostPage.objects.filter(pk__in={one.repost_of_id for one in finished}).values_list("pk", "title")
    )
    posts = []
    for one in finished:
        title = markup.title_of(one.text) or passed_on.get(one.repost_of_id, str(PostPage._meta.verbose_name))
        posts.append(
            PostPage(
                **shared,
                title=title,
                draft_title=title,
                slug=one.slug,
                path=PostPage._get_path(one.unit.path, one.unit.depth + 1, steps[one.unit.pk]),
                depth=one.unit.depth + 1,
                url_path=f"{one.unit.url_path}{one.slug}/",
                owner_id=one.author_id,
                first_published_at=one.published_at,
                last_published_at=one.published_at,
                text=one.text,
                category=one.category,
                location=one.location,
                media=one.media,
                repost_of_id=one.repost_of_id,
            )
        )
        steps[one.unit.pk] += 1
    insert(posts)
    for unit_pk, count in Counter(one.unit.pk for one in finished).items():
        Page.objects.filter(pk=unit_pk).update(numchild=F("numchild") + count)
    PostPicture.objects.bulk_create(
        [
            PostPicture(post=post, image=image, alt_text=alt, sort_order=place)
            for one, post in zip(finished, posts, strict=True)
            for place, (image, alt) in enumerate(one.pictures)
        ],
        batch_size=CHUNK,
    )
    return posts


def next_steps(unit_pks: Iterable[int]) -> dict[int, int]:
    """Return for each unit the step of its next child. Locks the units, as `add_child` does."""
    units = UnitPage.objects.select_for_update(of=("self",)).in_bulk(unit_pks)
    steps = {}
    for pk, unit in units.items():
        last = unit.get_last_child()
        steps[pk] = 1 + (Page._str2int(last.path[-Page.steplen :]) if last else 0)
    return steps


def insert(posts: list[PostPage]) -> None:
    """Insert both rows of each post. `bulk_create` refuses a model of two tables, so each table has its turn."""
    parents = Page.objects.bulk_create(
        [
            Page(**{field.attname: getattr(post, field.attname) for field in Page._meta.concrete_fields})
            for post in posts
        ],
        batch_size=CHUNK,
    )
    for post, parent in zip(posts, parents, strict=True):
        post.pk = post.id = parent.pk
        post._state.adding = False
    fields = PostPage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, posts)
    for start in range(0, len(posts), size):
        PostPage._base_manager._insert(posts[start : start + size], fields=fields, using=connection.alias)


def write_entries(finished: Sequence[Finished], posts: list[PostPage]) -> list[TimelineEntry]:
    return TimelineEntry.objects.bulk_create(
        [
            TimelineEntry(
                post=post,
                unit=one.unit,
                category=one.category,
                published_at=one.published_at,
                is_repost=one.repost_of_id is not None,
                has_visuals=one.media is not None or bool(one.pictures),
                heat=heat(repost_count=0, published_at=one.published_at),
            )
            for one, post in zip(finished, posts, strict=True)
        ],
        batch_size=CHUNK,
    )


def write_hashtag_uses(finished: Sequence[Finished], entries: list[TimelineEntry]) -> set[int]:
    """Write which entry uses which hashtag. Returns the hashtags that were touched."""
    named: dict[str, str] = {}
    used: dict[int, list[str]] = defaultdict(list)
    for one, entry in zip(finished, entries, strict=True):
        for name in markup.hashtags(one.text):
            slug = Hashtag.fold(name)
            named.setdefault(slug, name[:100])
            if slug not in used[entry.pk]:
                used[entry.pk].append(slug)
    Hashtag.objects.bulk_create(
        [Hashtag(slug=slug, name=name) for slug, name in named.items()], ignore_conflicts=True
    )
    tags = {tag.slug: tag.pk for tag in Hashtag.objects.filter(slug__in=named)}
    HashtagUse.objects.bulk_create(
        [
            HashtagUse(content_object=entry, tag_id=tags[slug], published_at=entry.published_at)
            for entry in entries
            for slug in used[entry.pk]
        ],
        batch_size=CHUNK,
    )
    return set(tags.values())


def recount_hashtags(tag_pks: set[int]) -> None:
    counted = (
        HashtagUse.objects.filter(tag__in=tag_pks)
        .values("tag")
        .annotate(uses=Count("pk"), last=Max("published_at"))
    )
    Hashtag.objects.bulk_update(
        [Hashtag(pk=row["tag"], use_count=row["uses"], last_used_at=row["last"]) for row in counted],
        ["use_count", "last_used_at"],
    )


def recount_reposts(original_pks: set[int]) -> None:
    entries = TimelineEntry.objects.filter(post__in=original_pks).annotate(
        now=Count("post__reposts__timeline_entry")
    )
    for entry in entries:
        entry.repost_count = entry.now
        entry.heat = heat(repost_count=entry.now, published_at=entry.published_at)
    TimelineEntry.objects.bulk_update(entries, ["repost_count", "heat"], batch_size=CHUNK)


def index(posts: list[PostPage], entries: list[TimelineEntry]) -> None:
    """Make the posts findable, on the portal and in the admin."""
    for start in range(0, len(entries), CHUNK):
        make_findable(entries=entries[start : start + CHUNK])
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(PostPage).add_items(PostPage, posts)
