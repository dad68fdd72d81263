"""The door for video and audio: the file is what its name says, and a browser can play it."""

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.picture_intake import refuse_large

VIDEO, AUDIO = "video", "audio"
HEAD = 4096

# A camera's own ending for a file that is, inside, what browsers know by another.
KEPT_AS = {"mov": "mp4", "m4v": "mp4", "oga": "ogg"}


@dataclass(frozen=True)
class Container:
    """A kind of file that holds sound or film. `begins` tells it by its first bytes."""

    name: str
    endings: dict[str, str]
    begins: object


CONTAINERS = [
    Container(
        "MP4", {"mp4": VIDEO, "m4a": AUDIO, "m4v": VIDEO, "mov": VIDEO}, lambda head: head[4:8] == b"ftyp"
    ),
    Container("WebM", {"webm": VIDEO}, lambda head: head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]),
    Container("OGG", {"ogg": AUDIO, "oga": AUDIO}, lambda head: head[:4] == b"OggS"),
    Container("WAV", {"wav": AUDIO}, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
    Container("AAC", {"aac": AUDIO}, lambda head: head[:2] in {b"\xff\xf1", b"\xff\xf9"}),
    Container("MP3", {"mp3": AUDIO}, lambda head: head[:3] == b"ID3" or is_mpeg_frame(head)),
]


def kind_of(name: str) -> str:
    """Return "video" or "audio" for the name of a clip that was taken in."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    return next(one.endings[ending] for one in CONTAINERS if ending in one.endings)


def is_mpeg_frame(head: bytes) -> bool:
    """Tell whether an MPEG layer 3 frame starts here: eleven set bits, then a known version and layer."""
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0


def take_in_clip(file, limit: int | None = None) -> str:
    """Return "video" or "audio", and give the file an ending that browsers know.

    `limit` in bytes is for doors that take less than the portal does.

    Raises `ValidationError` with a sentence for the file's owner.
    """
    refuse_large(file, limit or settings.MEDIA_MAX_UPLOAD_SIZE)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    container = next((container for container in CONTAINERS if container.begins(head)), None)
    ending = PurePath(file.name).suffix.lower().lstrip(".")
    if container is None:
        raise ValidationError(
            _("“%(name)s” is no video or audio that browsers play. Use MP4, WebM, MP3, M4A, OGG or WAV."),
            code="unknown",
            params={"name": file.name},
        )
    if ending not in container.endings:
        raise ValidationError(
            _("“%(name)s” is really a %(format)s file. Give it the ending .%(ending)s and upload it again."),
            code="wrong_ending",
            params={"name": file.name, "format": container.name, "ending": next(iter(container.endings))},
        )
    file.name = f"{PurePath(file.name).stem}.{KEPT_AS.get(ending, ending)}"
    return container.endings[ending]
