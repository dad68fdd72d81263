"""What is sent in beside the words: pictures and a clip, private until they are shown."""

from collections.abc import Collection as Keys
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath

from django.core.files.base import File
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import Collection

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import Submission, SubmissionPicture
from hall.campaigns.models.collection import PICTURES_AT_MOST
from portal.core.clip_intake import kind_of
from portal.core.locking import lock_row
from portal.core.models import PortalImage, PortalMedia
from portal.core.private_clips import clean_clip
from portal.core.private_files import clean_picture
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def add_picture(*, submission_id: int, file: File) -> SubmissionPicture:
    """Keep one picture of a draft, drawn anew. Raises `Refused` for what is none, and when all places are taken."""
    row = lock_row(Submission, submission_id)
    taken = set(row.pictures.values_list("position", flat=True))
    free = [place for place in range(1, PICTURES_AT_MOST + 1) if place not in taken]
    if not free or row.state != SubmissionState.DRAFT:
        raise Refused([_("At most %(count)d pictures are taken.") % {"count": PICTURES_AT_MOST}])
    return row.pictures.create(position=free[0], file=clean_picture(file))


@transaction.atomic
def add_clip(*, submission_id: int, file: File) -> Submission:
    """Keep the clip of a draft, in place of the one that it had. Raises `Refused` for what is none."""
    row = lock_row(Submission, submission_id)
    refuse_if("" if row.state == SubmissionState.DRAFT else _("It has been sent in already."))
    kept = clean_clip(file)
    drop_clip(row)
    row.clip.save(kept.name, kept, save=False)
    row.save(update_fields=["clip"])
    return row


@transaction.atomic
def change_files(
    *, submission_id: int, dropped: Keys[int] = (), captions: Mapping[int, str], drops_clip: bool = False
) -> Submission:
    """Drop pictures and the clip of a draft, and write captions, by keys of pictures. What was sent in stays."""
    row = lock_row(Submission, submission_id)
    if row.state != SubmissionState.DRAFT:
        return row
    for picture in row.pictures.all():
        if picture.pk in dropped:
            drop_picture(picture)
        elif picture.pk in captions:
            picture.alt_text = captions[picture.pk]
            picture.save(update_fields=["alt_text"])
    if drops_clip:
        drop_clip(row)
    return row


def show_files(row: Submission) -> None:
    """Make the public copies of all files: outside the units' collections, for they are their author's."""
    for picture in row.pictures.all():
        show_picture(picture)
    if row.clip:
        with row.clip.open("rb") as file:
            row.media = PortalMedia.objects.create(
                title=row.title or "-",
                file=copied(file),
                type=kind_of(row.clip.name),
                collection=Collection.get_first_root_node(),
            )
        row.save(update_fields=["media"])


def show_picture(picture: SubmissionPicture) -> None:
    with picture.file.open("rb") as file:
        image = PortalImage(
            title=picture.alt_text or "-", file=copied(file), collection=Collection.get_first_root_node()
        )
        image._set_image_file_metadata()
        image.save()
    picture.image = image
    picture.save(update_fields=["image"])


def copied(file) -> File:
    return File(file, name=PurePosixPath(str(file)).name)


def hide_files(row: Submission) -> None:
    """Delete the public copies with all their sizes; one that a post shows stays with the post."""
    for picture in row.pictures.all():
        hide(picture, "image")
    hide(row, "media")


def hide(holder: Submission | SubmissionPicture, name: str) -> None:
    shown = getattr(holder, name)
    setattr(holder, name, None)
    holder.save(update_fields=[name])
    if shown:
        try:
            with transaction.atomic():
                shown.delete()
        except ProtectedError:
            return


def drop_files(row: Submission) -> None:
    """Delete all files of a submission, in public and in private."""
    for picture in row.pictures.all():
        drop_picture(picture)
    hide(row, "media")
    drop_clip(row)


def drop_picture(picture: SubmissionPicture) -> None:
    hide(picture, "image")
    # Its file goes with the row (`receivers`), once that is kept.
    picture.delete()


def drop_clip(row: Submission) -> None:
    if row.clip:
        transaction.on_commit(partial(row.clip.storage.delete, row.clip.name))
        row.clip = ""
        row.save(update_fields=["clip"])
