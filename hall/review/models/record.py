from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from hall.enums import ReviewLevel
from hall.review.enums import ReviewEvent


class ReviewRecord(models.Model):
    """One line of the history of a review: who did what, when, to which text, and what they said.

    Written once and never changed. Wagtail's own task states vanish when old revisions are purged; this stays, with
    the number of the revision and a fingerprint of its text.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="review_records")
    run = models.ForeignKey(
        WorkflowState, null=True, on_delete=models.SET_NULL, related_name="review_records"
    )
    event = models.CharField(_("event"), max_length=20, choices=ReviewEvent)
    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel, null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="review_records"
    )
    person_name = models.CharField(_("name"), max_length=300)
    comment = models.TextField(_("comment"), blank=True)
    revision_number = models.PositiveBigIntegerField(_("version"))
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64)
    happened_at = models.DateTimeField(_("happened at"), default=timezone.now)

    class Meta:
        verbose_name = _("review record")
        verbose_name_plural = _("review records")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.person_name} {self.get_event_display()}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A review record is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A review record stays.")
