"""Draws the pictures of the posts and keeps them in the collections of their units."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.search.backends import get_search_backends

from hall.models import TimelineEntry
from hall.tasks import draw_pictures
from portal.core.models import PortalImage
from portal.demo.drawing.files import draw_files
from portal.demo.reading import Post, read_toml
from units.models import UnitPage
from units.services import ensure_collection

FIRST_PAGE = 20

Drawn = dict[str, tuple[PortalImage, str]]


def bring_pictures(posts: Sequence[Post], units: dict[str, UnitPage], progress) -> Drawn:
    """Draw what is missing of the pictures of these posts. Returns picture and alternative text by drawing."""
    owners = {drawing: post.unit for post in posts for drawing in post.draw}
    there = set(PortalImage.objects.filter(title__in=map(title_of, owners)).values_list("title", flat=True))
    missing = [drawing for drawing in owners if title_of(drawing) not in there]
    collections = {
        code: ensure_collection(unit=units[code]) for code in {owners[drawing] for drawing in missing}
    }
    keep_all(
        picture(ContentFile(path.read_bytes(), path.name), drawing, collections[owners[drawing]])
        for drawing, path in progress(draw_files(missing, drawn_in()), total=len(missing))
    )
    images = {image.title: image for image in PortalImage.objects.filter(title__in=map(title_of, owners))}
    return {drawing: (images[title_of(drawing)], describe(drawing)) for drawing in owners}


def bring_picture(drawing: str, unit: UnitPage) -> PortalImage:
    """Return the picture of a drawing, drawn for this unit if no post shows it."""
    there = PortalImage.objects.filter(title=title_of(drawing)).first()
    if there is None:
        there = picture(drawn_file(drawing), drawing, ensure_collection(unit=unit))
        keep_all([there])
    return there


def drawn_in() -> Path:
    return settings.VAR_DIR / "demo-pictures"


def drawn_file(drawing: str) -> ContentFile:
    """Return a drawing as somebody would upload it."""
    [(_drawing, path)] = draw_files([drawing], drawn_in())
    return ContentFile(path.read_bytes(), path.name)


def picture(file: ContentFile, drawing: str, collection) -> PortalImage:
    return PortalImage(
        title=title_of(drawing), file=file, description=describe(drawing), collection=collection
    )


def keep_all(images) -> None:
    """Save pictures in one statement, findable in the admin."""
    images = list(images)
    for image in images:
        image._set_image_file_metadata()
    PortalImage.objects.bulk_create(images)
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(PortalImage).add_items(PortalImage, images)


def prepare_first_page(progress) -> None:
    """Make the sizes in which the newest pictures are shown, so that the first visitor does not wait for them."""
    newest = TimelineEntry.objects.order_by("-published_at").values_list("post", flat=True)[:FIRST_PAGE]
    for post_pk in progress(list(newest)):
        draw_pictures.enqueue(post_pk=post_pk)


def title_of(drawing: str) -> str:
    return f"{describe(drawing)}（{drawing}）"


@cache
def wording() -> dict:
    return read_toml("scenes.toml")


def describe(drawing: str) -> str:
    """Return the words that stand for a drawing where it cannot be seen."""
    scene, hour, number = drawing.split()
    words = wording()
    shown = words["variants"].get(f"{scene} {number}", words["scenes"][scene])
    return shown if scene in words["without_hour"] else words["hours"][hour] + shown
