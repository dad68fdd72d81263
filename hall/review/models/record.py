from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from hall.enums import ReviewLevel
from hall.review.enums import ReviewEvent
from portal.core.models import WrittenOnce
from units.models import UnitPage


class ReviewRecord(WrittenOnce):
    """One line of the history of a review: who did what, when, to which text, and what they said.

    Written once and never changed. Wagtail's own task states vanish when old revisions are purged; this stays, with
    the number of the revision and a fingerprint of its text. Numbers and names are kept beside the keys, so that a
    line says the same when the page, unit or person is gone. What the hall does by itself has no person.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="review_records")
    run = models.ForeignKey(
        WorkflowState, null=True, on_delete=models.SET_NULL, related_name="review_records"
    )
    page_number = models.PositiveBigIntegerField(_("page"))
    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey(
        UnitPage,
        verbose_name=_("unit"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    unit_name = models.CharField(_("name of the unit"), max_length=255, blank=True)
    event = models.CharField(_("event"), max_length=20, choices=ReviewEvent)
    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel, null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="review_records"
    )
    person_number = models.PositiveBigIntegerField(_("number of the person"), null=True)
    person_name = models.CharField(_("name"), max_length=300, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    revision_number = models.PositiveBigIntegerField(_("version"))
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64)
    happened_at = models.DateTimeField(_("happened at"), default=timezone.now)

    class Meta:
        verbose_name = _("review record")
        verbose_name_plural = _("review records")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["happened_at"], name="line_by_moment"),
            models.Index(fields=["page_number"], name="line_by_page"),
        ]

    def __str__(self):
        return f"{self.person_name} {self.get_event_display()}".strip()
