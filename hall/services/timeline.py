"""Keeps one timeline entry for each live post."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from wagtail.models import Revision

from hall import markup
from hall.heat import heat
from hall.models import Hashtag, HashtagUse, PostPage, TimelineEntry, Withdrawal
from hall.services.search import make_findable


@transaction.atomic
def show_on_timeline(*, post: PostPage) -> TimelineEntry:
    """Write or refresh the entry of a live post; its place in time never moves. Idempotent."""
    hold_entries({post.pk, post.repost_of_id})
    Withdrawal.objects.filter(post=post).delete()
    newest_correction = post.corrections.first()
    entry, _ = TimelineEntry.objects.update_or_create(
        post=post,
        defaults={
            "unit": post.unit,
            "category_id": post.category_id,
            "published_at": post.first_published_at,
            "corrected_at": newest_correction.made_at if newest_correction else None,
            "is_repost": post.repost_of_id is not None,
            "has_visuals": post.media_id is not None or post.pictures.exists(),
        },
    )
    count_reposts(post)
    if post.repost_of:
        count_reposts(post.repost_of)
    use_hashtags(entry, markup.hashtags(post.text))
    make_findable(entries=[entry])
    return entry


@transaction.atomic
def hide_from_timeline(*, post: PostPage) -> None:
    """Take away the entry of a post that is no longer live. Idempotent."""
    hold_entries({post.pk, post.repost_of_id})
    entry = TimelineEntry.objects.filter(post=post).first()
    if entry:
        use_hashtags(entry, [])
        entry.delete()
    if post.repost_of:
        count_reposts(post.repost_of)


@transaction.atomic
def hold_shared_rows(*, versions: Iterable[Revision]) -> None:
    """Lock all that these versions share with other posts, before several of them are published in one transaction.

    Everybody takes such rows in one order, or two would wait for each other for ever: entries, then hashtags.
    """
    versions = list(versions)
    posts = {int(version.object_id) for version in versions}
    hold_entries({*posts, *(version.content.get("repost_of") for version in versions)})
    used = Hashtag.objects.filter(uses__content_object__post__in=posts).values_list("name", flat=True)
    said = [name for version in versions for name in markup.hashtags(version.content.get("text", ""))]
    names = {Hashtag.fold(name): name for name in [*used, *said]}
    for slug in sorted(names):
        hold_hashtag(slug, names[slug])


def hold_entries(posts: set[int | None]) -> None:
    """Lock the entries of these posts; those of reposts count on those of their originals."""
    list(TimelineEntry.objects.select_for_update().filter(post__in=posts - {None}).order_by("post"))


def use_hashtags(entry: TimelineEntry, names: list[str]) -> None:
    """Make the hashtags of an entry exactly `names`, and keep the count of each hashtag true."""
    wanted = {Hashtag.fold(name): name for name in names}
    had = {use.tag.slug: use for use in entry.hashtag_uses.select_related("tag")}
    tags = {}
    # Those that come and those that go in one order: posts that are published at once must not wait for each other's.
    for slug in sorted(wanted.keys() ^ had.keys()):
        if slug in wanted:
            tags[slug] = count_use(slug, wanted[slug], entry.published_at)
        else:
            had[slug].delete()
            Hashtag.objects.filter(pk=had[slug].tag_id).update(use_count=F("use_count") - 1)
    HashtagUse.objects.bulk_create(
        HashtagUse(content_object=entry, tag=tags[slug], published_at=entry.published_at)
        for slug in wanted
        if slug in tags
    )


def count_use(slug: str, name: str, moment: datetime) -> Hashtag:
    """Return the hashtag, made when it is new, with one more use."""
    tag = hold_hashtag(slug, name)
    tag.use_count += 1
    tag.last_used_at = max(filter(None, [tag.last_used_at, moment]))
    tag.save(update_fields=["use_count", "last_used_at"])
    return tag


def hold_hashtag(slug: str, name: str) -> Hashtag:
    return Hashtag.objects.select_for_update().get_or_create(slug=slug, defaults={"name": name[:100]})[0]


def count_reposts(post: PostPage) -> None:
    """Set the repost counter of a post's entry from the reposts that are live now."""
    entry = TimelineEntry.objects.select_for_update().filter(post=post).first()
    if entry is None:
        return
    entry.repost_count = TimelineEntry.objects.filter(post__repost_of=post).count()
    entry.heat = heat(repost_count=entry.repost_count, published_at=entry.published_at)
    entry.save(update_fields=["repost_count", "heat"])
