"""Clips that people send in: checked at the door, rid of what cameras note, and seen by some until they are public."""

import secrets
from collections.abc import Iterator
from pathlib import Path, PurePath
from struct import unpack

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import Http404

from portal.core.clip_intake import take_in_clip
from portal.core.media_serving import serve_part
from portal.core.private_files import NOT_PUBLIC
from portal.core.refusals import Refused

LARGEST_CLIP = 50 * 1024 * 1024

# Boxes of an MP4 in which cameras note where they are, and what such boxes stand in.
NOTES = {b"udta", b"meta", b"uuid"}
AROUND = {b"moov", b"trak"}
BLOCK = 64 * 1024


def clean_clip(upload: File) -> File:
    """Return the upload under a name that says nothing. Raises `Refused` with a sentence for its owner."""
    try:
        take_in_clip(upload, LARGEST_CLIP)
    except ValidationError as refused:
        raise Refused(refused.messages) from None
    blank_notes(upload)
    return File(upload.file, name=f"{secrets.token_hex(16)}{PurePath(str(upload.name)).suffix}")


def blank_notes(file: File) -> None:
    """Write nothing over the notes of an MP4, in their place: film and sound stay where its tables say they are."""
    file.seek(4)
    if file.read(4) == b"ftyp":
        parts = [(0, file.size)]
        while parts:
            for kind, head, begin, end in boxes(file, *parts.pop()):
                if kind in NOTES:
                    blank(file, head, begin, end)
                elif kind in AROUND:
                    parts.append((begin, end))
    file.seek(0)


def boxes(file: File, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield each box there: its kind, where it begins, and where what it holds begins and ends."""
    while at + 8 <= end:
        file.seek(at)
        size, kind = unpack(">I4s", file.read(8))
        begin = at + 8
        if size == 1 and begin + 8 <= end:
            (size,), begin = unpack(">Q", file.read(8)), begin + 8
        after = at + size if size else end
        if not begin <= after <= end:
            return
        yield kind, at, begin, after
        at = after


def blank(file: File, head: int, begin: int, end: int) -> None:
    file.seek(head + 4)
    file.write(b"free")
    file.seek(begin)
    for at in range(begin, end, BLOCK):
        file.write(bytes(min(BLOCK, end - at)))


def serve_private_clip(request, file: FieldFile):
    """Answer with a private clip, in parts too; whoever calls has asked whether they may see it."""
    path = Path(file.path)
    if not path.is_file():
        raise Http404
    response = serve_part(request, path)
    for name, value in NOT_PUBLIC.items():
        response[name] = value
    return response
