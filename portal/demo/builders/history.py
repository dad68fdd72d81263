"""The posts that people wrote for the demo, as they were published over the last sixty days."""

from datetime import datetime

from hall.models import Category, PostPage
from portal.demo.builders.rows import Finished, write_posts
from portal.demo.builders.units import NOT_LAUNCHED
from portal.demo.reading import Post
from units.enums import Role
from units.models import UnitPage


def bring_history(posts: list[Post], *, units: dict[str, UnitPage], pictures, clips, now: datetime) -> int:
    """Publish those written posts of launched units that are not there yet. Returns how many were new.

    A unit that the demo leaves preparing has drafts, and still has no more when somebody has launched it.
    """
    live = [post for post in posts if post.unit not in NOT_LAUNCHED and units[post.unit].live]
    there = set(PostPage.objects.filter(slug__in=[post.slug for post in live]).values_list("slug", flat=True))
    missing = [post for post in live if post.slug not in there]
    keys = {post.key: post for post in live if post.key}
    # An original must be there before what reposts it.
    for wave in ([post for post in missing if not post.repost], [post for post in missing if post.repost]):
        if wave:
            write_wave(wave, keys, units, pictures, clips, now)
    return len(missing)


def write_wave(wave, keys, units, pictures, clips, now) -> None:
    categories = {category.name: category for category in Category.objects.all()}
    authors = editors_of(units)
    originals = {keys[post.repost].slug for post in wave if post.repost}
    pks = dict(PostPage.objects.filter(slug__in=originals).values_list("slug", "pk"))
    write_posts(
        [
            Finished(
                unit=units[post.unit],
                category=categories[post.category],
                text=post.text,
                published_at=post.published_at(now),
                slug=post.slug,
                location=post.place,
                author_id=authors.get(post.unit),
                pictures=[pictures[drawing] for drawing in post.draw],
                media=clips.get(post.clip),
                repost_of_id=pks.get(keys[post.repost].slug) if post.repost else None,
            )
            for post in wave
        ]
    )


def editors_of(units: dict[str, UnitPage]) -> dict[str, int]:
    """Return for each unit code the person who writes there."""
    rows = UnitPage.objects.filter(teams__role=Role.EDITOR).values_list("code", "teams__group__user")
    return {code: person for code, person in rows if person and code in units}
