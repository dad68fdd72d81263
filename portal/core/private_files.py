"""Files that only some people may see: outside the uploads that everybody can load, served by views that ask first."""

import mimetypes
import os
import secrets
from contextlib import suppress
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404
from django.utils.deconstruct import deconstructible
from PIL import Image, ImageCms, ImageOps

from portal.core.picture_intake import JPEG_QUALITY, encode, opened_picture
from portal.core.refusals import Refused

LARGEST = 10 * 1024 * 1024
LONG_SIDE = 2560
KINDS = {".jpg": "image/jpeg", ".png": "image/png"}
NOT_PUBLIC = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Keeps files under PRIVATE_ROOT, readable by the site alone. They have no address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    @property
    def base_url(self):
        return None


private_storage = PrivateStorage()


def clean_picture(upload: File) -> ContentFile:
    """Return the upload drawn anew, under a name that says nothing. Raises `Refused` with a sentence for its owner.

    Only pixels survive: no place, no time, no camera, no second file hidden behind the first.
    """
    try:
        with opened_picture(upload, LARGEST) as picture:
            is_drawn = picture.format == "PNG" or picture.has_transparency_data
            pixels = drawn_anew(picture, "RGBA" if picture.has_transparency_data else "RGB")
    except ValidationError as refused:
        raise Refused(refused.messages) from None
    ending, kind, options = (".png", "PNG", {}) if is_drawn else (".jpg", "JPEG", {"quality": JPEG_QUALITY})
    return ContentFile(encode(pixels, kind, **options), name=f"{secrets.token_hex(16)}{ending}")


def drawn_anew(picture: Image.Image, mode: str) -> Image.Image:
    """Return the first frame upright, of a bearable size, in the colours that every screen shows."""
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    if profile and upright.mode == mode:
        # A profile that cannot be read says nothing about the colours.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            kept, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            upright = ImageCms.profileToProfile(upright, kept, screen)
    return upright.convert(mode)


def serve_private(file: File, name: str = "") -> FileResponse:
    """Answer with a private file for the one who asked; whoever calls has asked whether they may see it.

    `name` is what a document is called when it is kept; a picture is called so by itself.
    """
    kind = KINDS.get(PurePath(file.name).suffix.lower())
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    ending = mimetypes.guess_extension(kind or "") or ".bin"
    return FileResponse(
        stream,
        as_attachment=kind is None,
        filename=name or f"picture{ending}",
        content_type=kind or "application/octet-stream",
        headers=NOT_PUBLIC,
    )
