"""Pictures of a form that is not sent yet: they are kept when they arrive, so that no error loses one."""

import base64
from io import BytesIO

from django import forms
from django.utils import timezone
from PIL import Image, ImageOps

from hall.concerns.models import ConcernPicture
from hall.concerns.models.picture import MOST_PICTURES
from hall.concerns.services import keep_pictures
from portal.core.throttling import Throttle, address_of, why_not_now

UPLOAD = Throttle("picture of a question", person="40/hour", address="100/hour", human_after=100)
THUMB_SIDE = 160


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class PicturesField(forms.Field):
    """Any number of files; what they are is found out when they are kept."""

    widget = ManyFiles(attrs={"accept": "image/*", "multiple": True})


def take_pictures(request, token: str, name: str = "pictures") -> list[str]:
    """Keep the pictures that a form sends under its token, without those that it takes out. Return why not all."""
    files, without = request.FILES.getlist(name), request.POST.getlist("without")
    if not files and not without:
        return []
    if files and (reason := why_not_now(UPLOAD, person=person_of(request), address=address_of(request))):
        return [reason]
    places = [int(place) for place in without if place in {str(n) for n in range(1, MOST_PICTURES + 1)}]
    # One more than fits, so that somebody who sends too many is told.
    files = files[: MOST_PICTURES + 1]
    return keep_pictures(token=token, files=files, without=places, now=timezone.now())


def person_of(request) -> int | None:
    return request.user.pk if request.user.is_authenticated else None


def thumbs(token: str) -> list[tuple[int, str]]:
    """Return the kept pictures of a form that was not sent yet: their places, and small copies inside the page.

    They belong to nobody yet, so they have no address from which they could be loaded.
    """
    kept = ConcernPicture.objects.filter(token=token, concern=None)
    return [(picture.position, thumb(picture)) for picture in kept[:MOST_PICTURES]]


def thumb(picture: ConcernPicture) -> str:
    with picture.file.open("rb") as file, Image.open(file) as image:
        small = ImageOps.fit(image.convert("RGB"), (THUMB_SIDE, THUMB_SIDE))
    data = BytesIO()
    small.save(data, "JPEG", quality=70)
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"
