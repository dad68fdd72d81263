"""In which sizes and formats the portal shows a post's pictures. One table, read by templates and by the warmer.

AVIF and WebP for browsers that know them, JPEG for old phones and for WeChat's reader.
"""

from dataclasses import dataclass

from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

FORMATS = "format-{avif,webp,jpeg}"


@dataclass(frozen=True)
class Shape:
    """One way of showing a picture: its rendition pattern, and the width it takes on the page."""

    pattern: str
    sizes: str = ""

    @property
    def specs(self) -> list[str]:
        return Filter.expand_spec(self.pattern)


ALONE = Shape(f"max-{{480x640,960x1280}}|{FORMATS}", "(max-width: 540px) 84vw, 480px")
TILE = Shape(f"fill-{{180x180,360x360}}|{FORMATS}", "(max-width: 540px) 28vw, 160px")
SIDE = Shape(f"fill-320x240|{FORMATS}", "(max-width: 540px) 44vw, 150px")
LARGE = Shape("max-1920x1920|format-jpeg")
SHARED = Shape("fill-1200x630|format-jpeg")


def shapes_of_post(count: int) -> list[Shape]:
    """Return the shapes in which each picture of a post with `count` pictures is ever shown."""
    return [ALONE if count == 1 else TILE, SIDE, LARGE, SHARED]


def picture(image, shape: Shape, **attributes) -> Picture:
    """Return the `<picture>` of an image; a lost file shows as broken, it does not break the page."""
    renditions = get_renditions_or_not_found(image, shape.specs)
    return Picture(renditions, {"sizes": shape.sizes, "decoding": "async", **attributes})


def picture_url(image, shape: Shape) -> str:
    [rendition] = get_renditions_or_not_found(image, shape.specs).values()
    return rendition.url
