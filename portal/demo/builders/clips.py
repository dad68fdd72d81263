"""Puts the demo's films and tunes into the collections of the units that show them."""

from django.core.files.base import ContentFile

from portal.core.models import PortalMedia
from portal.demo.clips.films import SIZE
from portal.demo.reading import CONTENT, Post, read_toml
from units.models import UnitPage
from units.services import ensure_collection


def bring_clips(posts: list[Post], units: dict[str, UnitPage]) -> dict[str, PortalMedia]:
    """Make the clips of these posts that are not there yet. Returns all by file name."""
    facts = read_toml("clips.toml")
    owners = {post.clip: post.unit for post in posts if post.clip}
    return {name: find_or_make(name, facts[name], units[code]) for name, code in owners.items()}


def find_or_make(name: str, facts: dict, unit: UnitPage) -> PortalMedia:
    if clip := PortalMedia.objects.filter(title=facts["title"]).first():
        return clip
    clip = PortalMedia(
        title=facts["title"],
        duration=facts["seconds"],
        collection=ensure_collection(unit=unit),
        type="audio",
        file=kept(name),
    )
    if name.endswith(".mp4"):
        clip.type, (clip.width, clip.height) = "video", SIZE
        clip.thumbnail = kept(name.replace(".mp4", ".jpg"))
    clip.save()
    return clip


def kept(name: str) -> ContentFile:
    return ContentFile((CONTENT / "clips" / name).read_bytes(), name=name)
