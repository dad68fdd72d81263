from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.concerns.models.concern import Concern
from hall.concerns.models.message import Message
from portal.core.private_files import private_storage

MOST_PICTURES = 4


def private_store():
    return private_storage


class ConcernPictureQuerySet(models.QuerySet):
    def of_question(self):
        """Pictures that came with the question; those of a message are never public."""
        return self.filter(message=None)


class ConcernPicture(models.Model):
    """A picture that belongs to a concern. It has no address of its own: it is served to those who may see the concern.

    One that came with a message belongs to that too, and is as private as its words. Until the form is sent it belongs
    to nothing but the token of the form, so that no error loses it.
    """

    concern = models.ForeignKey(
        Concern, null=True, blank=True, on_delete=models.CASCADE, related_name="pictures"
    )
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.CASCADE, related_name="pictures"
    )
    token = models.CharField(_("token of the form"), max_length=64)
    file = models.FileField(_("file"), upload_to="concerns/%Y/%m", storage=private_store)
    position = models.PositiveSmallIntegerField(_("position"))
    kept_at = models.DateTimeField(_("kept at"))
    is_shown = models.BooleanField(_("public, if its concern is"), default=False)

    objects = ConcernPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a concern")
        verbose_name_plural = _("pictures of concerns")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["token", "position"], name="pictures_of_a_concern_have_places"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_PICTURES), name="concern_has_few_pictures"
            ),
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(concern__isnull=False, is_shown=False),
                name="picture_of_message_is_private",
            ),
        ]
        indexes = [
            models.Index(fields=["kept_at"], condition=Q(concern__isnull=True), name="concern_picture_unsent")
        ]

    def __str__(self):
        return f"{self.concern or '-'} · {self.position}"
