"""Files that come in with a post. They go into the collection of the unit, where its teams find them again."""

from pathlib import PurePath

from django.db import transaction

from hall.permissions import why_not_write
from portal.accounts.models import User
from portal.core.clip_intake import take_in_clip
from portal.core.models import PortalImage, PortalMedia
from portal.core.picture_intake import take_in_picture
from portal.core.refusals import refuse_if
from units.models import UnitPage
from units.services import ensure_collection


@transaction.atomic
def keep_picture(*, unit: UnitPage, uploader: User, file) -> PortalImage:
    """Keep an uploaded picture for the unit. Raises `Refused`, or `ValidationError` when it is no good picture."""
    refuse_if(why_not_write(uploader, unit))
    return add_to_collection(unit=unit, uploader=uploader, file=file)


def add_to_collection(*, unit: UnitPage, uploader: User, file) -> PortalImage:
    """Return the picture, kept in the unit's collection, for whoever has asked whether `uploader` may."""
    image = PortalImage(
        title=title_of(file.name),
        file=take_in_picture(file),
        collection=ensure_collection(unit=unit),
        uploaded_by_user=uploader,
    )
    image._set_image_file_metadata()
    image.save()
    return image


@transaction.atomic
def keep_clip(*, unit: UnitPage, uploader: User, file) -> PortalMedia:
    """Keep an uploaded video or audio clip for the unit. Raises like `keep_picture`."""
    refuse_if(why_not_write(uploader, unit))
    return add_clip_to_collection(unit=unit, uploader=uploader, file=file)


def add_clip_to_collection(*, unit: UnitPage, uploader: User, file) -> PortalMedia:
    """Return the clip, kept in the unit's collection, for whoever has asked whether `uploader` may."""
    kind = take_in_clip(file)
    return PortalMedia.objects.create(
        title=title_of(file.name),
        file=file,
        type=kind,
        collection=ensure_collection(unit=unit),
        uploaded_by_user=uploader,
    )


def title_of(file_name: str) -> str:
    return PurePath(file_name).stem[:100] or "-"
