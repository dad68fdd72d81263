"""The pictures or the clip that travel with a post through the composer.

A file is kept as soon as it has arrived, so nothing that goes wrong later can lose it; the form then carries its
number, the words that describe it and its place.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hall.models import PICTURE_LIMIT, PostPage, PostPicture
from hall.permissions import why_not_attach
from hall.services import keep_clip, keep_picture
from portal.core.models import PortalImage, PortalMedia
from portal.core.whole_numbers import whole_number
from units.services import ensure_collection

ALT_LIMIT = 200


@dataclass
class Picture:
    """A picture and the words that stand for it."""

    image: PortalImage
    alt_text: str = ""


@dataclass
class Attachments:
    """What stands below the text. `errors` are sentences for the writer."""

    pictures: list[Picture] = field(default_factory=list)
    clip: PortalMedia | None = None
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of_post(cls, post: PostPage) -> "Attachments":
        return cls([Picture(row.image, row.alt_text) for row in post.pictures.all()], post.media)

    @classmethod
    def from_request(cls, request, unit, before: "Attachments") -> "Attachments":
        """Read what the form carries and keep what it uploads. `before` is what the post had already."""
        attachments = cls()
        attachments.read_pictures(request, unit, before)
        attachments.read_clip(request, unit, before)
        if unit:
            attachments.keep_files(request, unit)
        attachments.check_together()
        return attachments

    def read_pictures(self, request, unit, before):
        removed = request.POST.getlist("remove")
        numbers = [
            number for number in dict.fromkeys(request.POST.getlist("picture")) if number not in removed
        ]
        found = PortalImage.objects.in_bulk(list(filter(None, map(whole_number, numbers))))
        had = {picture.image.pk for picture in before.pictures}
        for number in sorted(numbers, key=lambda number: place_of(request, number)):
            image = found.get(whole_number(number))
            if image is None or (image.pk not in had and not self.may_carry(request.user, unit, image)):
                self.errors.append(_("One of the pictures is not yours to use. Upload it here."))
            else:
                alt_text = request.POST.get(f"alt-{number}", "").strip()[:ALT_LIMIT]
                self.pictures.append(Picture(image, alt_text))

    def read_clip(self, request, unit, before):
        number = request.POST.get("clip_number", "")
        if not number or number in request.POST.getlist("remove_clip"):
            return
        clip = PortalMedia.objects.filter(pk=whole_number(number)).first()
        if clip is None or (clip != before.clip and not self.may_carry(request.user, unit, clip)):
            self.errors.append(_("This clip is not yours to use. Upload it here."))
        else:
            self.clip = clip

    def may_carry(self, user, unit, item) -> bool:
        """Tell whether the unit's post may carry a file; one's own upload moves to the unit that one chose last.

        What a post carries already stays with the unit of that post.
        """
        collection = ensure_collection(unit=unit) if unit else item.collection
        if why_not_attach(user, collection, item):
            return False
        if item.collection_id != collection.pk and not is_in_a_post(item):
            item.collection = collection
            item.save(update_fields=["collection"])
        return True

    def keep_files(self, request, unit):
        for file in request.FILES.getlist("pictures"):
            if len(self.pictures) >= PICTURE_LIMIT:
                self.errors.append(too_many(file.name))
            elif image := self.keep(keep_picture, unit, request.user, file):
                self.pictures.append(Picture(image))
        for file in request.FILES.getlist("clip")[:1]:
            self.clip = self.keep(keep_clip, unit, request.user, file) or self.clip

    def keep(self, verb, unit, user, file):
        try:
            return verb(unit=unit, uploader=user, file=file)
        except ValidationError as error:
            self.errors.extend(error.messages)

    def check_together(self):
        if self.clip and self.pictures:
            self.errors.append(_("A post carries pictures or a clip, not both."))
        if len(self.pictures) > PICTURE_LIMIT:
            self.errors.append(_("A post carries at most %(limit)d pictures.") % {"limit": PICTURE_LIMIT})


def is_in_a_post(item) -> bool:
    if isinstance(item, PortalMedia):
        return PostPage.objects.filter(media=item).exists()
    return PostPicture.objects.filter(image=item).exists()


def place_of(request, number) -> int:
    place = whole_number(request.POST.get(f"order-{number}", ""))
    return PICTURE_LIMIT if place is None else place


def too_many(name) -> str:
    return _("“%(name)s” was left out: a post carries at most %(limit)d pictures.") % {
        "name": name,
        "limit": PICTURE_LIMIT,
    }
