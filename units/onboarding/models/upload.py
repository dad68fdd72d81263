from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.onboarding.plan import Wish

KEPT_UNCONFIRMED = timedelta(days=1)


class UploadQuerySet(models.QuerySet):
    def forgotten(self, now):
        """Files that nobody has confirmed in a day. They hold people's addresses."""
        return self.filter(applied_at__isnull=True, uploaded_at__lt=now - KEPT_UNCONFIRMED)


class Upload(models.Model):
    """A spreadsheet between its upload and its confirmation, and from then on what it did.

    The file itself is kept no longer than it is needed.
    """

    file_name = models.CharField(_("file"), max_length=255)
    data = models.BinaryField()
    batch_name = models.CharField(_("batch"), max_length=60, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    applied_at = models.DateTimeField(_("brought in at"), null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of units")
        verbose_name_plural = _("uploads of units")

    def __str__(self):
        return self.file_name

    def wish(self, removes_people: bool) -> Wish:
        return Wish(batch=self.batch_name, due_on=self.due_on, removes_people=removes_people)
