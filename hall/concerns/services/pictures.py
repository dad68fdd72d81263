"""Pictures of a question that is still being written."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hall.concerns.models import Concern, ConcernPicture
from hall.concerns.models.picture import MOST_PICTURES
from portal.core.private_files import clean_picture
from portal.core.refusals import Refused


def keep_pictures(
    *, token: str, files: Sequence[File], now: datetime, without: Collection[int] = ()
) -> list[str]:
    """Keep the pictures of a form, after taking away those at some places. Return why some were not taken.

    What is a picture is kept whatever else is wrong; a form that was sent already takes none.
    """
    if Concern.objects.filter(token=token).exists():
        return []
    drop_pictures(pictures=ConcernPicture.objects.filter(token=token, concern=None, position__in=without))
    refusals = []
    for file in files:
        try:
            keep_picture(token=token, file=file, now=now)
        except Refused as refused:
            refusals += refused.reasons
    return refusals


def keep_picture(*, token: str, file: File, now: datetime) -> ConcernPicture:
    """Keep one picture at the first free place. Raises `Refused` for what is none, and when all places are taken."""
    taken = set(ConcernPicture.objects.filter(token=token).values_list("position", flat=True))
    free = [place for place in range(1, MOST_PICTURES + 1) if place not in taken]
    if not free:
        raise Refused([_("At most %(count)d pictures are taken.") % {"count": MOST_PICTURES}])
    clean = clean_picture(file)
    for place in free:
        try:
            with transaction.atomic():
                return ConcernPicture.objects.create(token=token, position=place, file=clean, kept_at=now)
        except IntegrityError:
            continue  # The same form, sent twice at once.
    raise Refused([_("At most %(count)d pictures are taken.") % {"count": MOST_PICTURES}])


def drop_pictures(*, pictures: Iterable[ConcernPicture]) -> None:
    """Delete pictures together with their files."""
    for picture in pictures:
        picture.file.delete(save=False)
        picture.delete()
