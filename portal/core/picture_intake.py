"""The door for pictures: what comes in is really a picture, of a bearable size, and says nothing in secret.

A phone writes where and when a picture was taken into the file. Nothing of that is kept; the turn of the camera is
applied to the picture itself.
"""

from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence
from pillow_heif import register_heif_opener

register_heif_opener()

# Pillow's name of each format that is taken in, and the endings its files may have.
ENDINGS = {
    "JPEG": ["jpg", "jpeg"],
    "PNG": ["png"],
    "GIF": ["gif"],
    "WEBP": ["webp"],
    "AVIF": ["avif"],
    "HEIF": ["heic", "heif"],
}
# What a drawing's file begins with: it is text, and Pillow would only say that it is no picture.
SVG_SIGNS = [b"<svg", b"<!doctype svg"]
JPEG_QUALITY = 90
# Formats that may move, and how one is drawn anew.
MOVING = {"GIF": {"disposal": 2}, "PNG": {}, "WEBP": {"quality": 90}, "AVIF": {"quality": 80}}
FRAME_LASTS = 100  # Milliseconds, where the file does not say.
SECRETS = ["exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"]


def take_in_picture(file) -> ContentFile:
    """Return the uploaded picture as it may be kept. Raises `ValidationError` with a sentence for its owner."""
    with opened_picture(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE) as picture:
        refuse_wrong_ending(file.name, format_of(picture))
        data, ending = without_secrets(picture, file)
    return ContentFile(data, name=f"{PurePath(file.name).stem}.{ending}")


@contextmanager
def opened_picture(file, limit: int):
    """Open an upload of at most `limit` bytes as a picture. What goes wrong within is said in a `ValidationError`."""
    refuse_large(file, limit)
    refuse_drawing(file)
    try:
        with Image.open(file, formats=list(ENDINGS)) as picture:
            refuse_bomb(file.name, picture)
            yield picture
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        raise too_many_pixels(file.name) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise ValidationError(
            _("“%(name)s” cannot be read as a picture. Use JPEG, PNG, GIF, WebP, AVIF or HEIC."),
            code="unreadable",
            params={"name": file.name},
        ) from None


def refuse_large(file, limit: int) -> None:
    if file.size > limit:
        raise ValidationError(
            _("“%(name)s” has %(size)s; at most %(limit)s are taken."),
            code="too_large",
            params={"name": file.name, "size": filesizeformat(file.size), "limit": filesizeformat(limit)},
        )


def refuse_drawing(file) -> None:
    file.seek(0)
    head = file.read(1024).lower()
    file.seek(0)
    if file.name.lower().endswith((".svg", ".svgz")) or any(sign in head for sign in SVG_SIGNS):
        raise ValidationError(
            _("“%(name)s” is an SVG drawing, which can carry programs. Save it as PNG and upload that."),
            code="drawing",
            params={"name": file.name},
        )


def format_of(picture: Image.Image) -> str:
    """Return Pillow's name of the format. Its MPO is a phone's JPEG with a second view behind the first."""
    return "JPEG" if picture.format == "MPO" else picture.format


def refuse_wrong_ending(name: str, picture_format: str) -> None:
    if PurePath(name).suffix.lower().lstrip(".") not in ENDINGS[picture_format]:
        raise ValidationError(
            _(
                "“%(name)s” is really a %(format)s picture. Give it the ending .%(ending)s and upload it again."
            ),
            code="wrong_ending",
            params={"name": name, "format": picture_format, "ending": ENDINGS[picture_format][0]},
        )


def refuse_bomb(name: str, picture: Image.Image) -> None:
    """Count the pixels that opening would unpack, before it does."""
    frame = picture.width * picture.height
    if frame > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_many_pixels(name)
    if frame * getattr(picture, "n_frames", 1) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_many_pixels(name)


def too_many_pixels(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” unpacks to more than %(limit)d million pixels. Make it smaller and upload it again."),
        code="too_many_pixels",
        params={"name": name, "limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )


def without_secrets(picture: Image.Image, file) -> tuple[bytes, str]:
    """Return the bytes to keep and their ending. Reads the whole picture, so a damaged one is found here."""
    picture_format = format_of(picture)
    if picture_format == "GIF" or (picture_format in MOVING and getattr(picture, "n_frames", 1) > 1):
        return moving_without_secrets(picture, file), ENDINGS[picture_format][0]
    picture.load()
    if picture_format in {"WEBP", "AVIF"} and not has_secrets(picture):
        return bytes_of(file), ENDINGS[picture_format][0]
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    if picture_format == "PNG" or upright.has_transparency_data:
        return encode(upright, "PNG", icc_profile=profile), "png"
    return encode(upright.convert("RGB"), "JPEG", icc_profile=profile, quality=JPEG_QUALITY), "jpg"


def has_secrets(picture: Image.Image) -> bool:
    return any(picture.info.get(secret) for secret in SECRETS) or bool(getattr(picture, "text", None))


def moving_without_secrets(picture: Image.Image, file) -> bytes:
    """Return a moving picture as it came when it says nothing in secret, else drawn anew from its frames."""
    frames, durations, tells = [], [], False
    for frame in ImageSequence.Iterator(picture):
        frame.load()
        tells = tells or has_secrets(frame)
        frames.append(bare(frame))
        durations.append(frame.info.get("duration") or FRAME_LASTS)
    if not tells:
        return bytes_of(file)
    moving = {"save_all": True, "append_images": frames[1:], "duration": durations}
    options = {**moving, "loop": picture.info.get("loop", 0), **MOVING[picture.format]}
    return encode(frames[0], picture.format, icc_profile=picture.info.get("icc_profile"), **options)


def bare(picture: Image.Image) -> Image.Image:
    """Return a copy of the pixels."""
    copied = picture.copy()
    copied.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    return copied


def encode(picture: Image.Image, picture_format: str, **options) -> bytes:
    """Return a new file of the picture's pixels, its colour profile, and nothing else."""
    data = BytesIO()
    bare(picture).save(data, picture_format, **options)
    return data.getvalue()


def bytes_of(file) -> bytes:
    file.seek(0)
    return file.read()
