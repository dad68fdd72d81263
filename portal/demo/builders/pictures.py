"""Draws the pictures of the posts and keeps them in the collections of their units."""

from functools import cache

from django.conf import settings
from django.core.files.base import ContentFile

from portal.core.models import PortalImage
from portal.demo.drawing.files import draw_files
from portal.demo.reading import Post, read_toml
from units.models import UnitPage
from units.services import ensure_collection

Drawn = dict[str, tuple[PortalImage, str]]


def bring_pictures(posts: list[Post], units: dict[str, UnitPage], progress) -> Drawn:
    """Draw what is missing of the pictures of these posts. Returns picture and alternative text by drawing."""
    owners = {drawing: post.unit for post in posts for drawing in post.draw}
    images = {image.title: image for image in PortalImage.objects.filter(title__in=map(title_of, owners))}
    missing = [drawing for drawing in owners if title_of(drawing) not in images]
    collections = {
        code: ensure_collection(unit=units[code]) for code in {owners[drawing] for drawing in missing}
    }
    folder = settings.VAR_DIR / "demo-pictures"
    for drawing, path in progress(draw_files(missing, folder), total=len(missing)):
        file = ContentFile(path.read_bytes(), name=path.name)
        images[title_of(drawing)] = keep(
            file, title_of(drawing), describe(drawing), collections[owners[drawing]]
        )
    return {drawing: (images[title_of(drawing)], describe(drawing)) for drawing in owners}


def keep(file: ContentFile, title: str, description: str, collection) -> PortalImage:
    image = PortalImage(title=title, file=file, description=description, collection=collection)
    image._set_image_file_metadata()
    image.save()
    return image


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
