from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.campaigns.enums import Occasion


class EventReminder(models.Model):
    """Somebody wants one letter about an event: when it opens, or the day before an activity begins.

    `told_at` is set with the letter, so it is written once. `stopped_at` is set by the way out that letters carry,
    which can be taken back.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="event_reminders")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="event_reminders"
    )
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    asked_at = models.DateTimeField(_("asked at"))
    told_at = models.DateTimeField(_("told at"), null=True)
    stopped_at = models.DateTimeField(_("stopped at"), null=True)

    class Meta:
        verbose_name = _("reminder of an event")
        verbose_name_plural = _("reminders of events")
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="one_reminder_a_person_and_event")
        ]
        indexes = [
            models.Index(
                fields=["occasion", "page"],
                condition=Q(told_at=None, stopped_at=None),
                name="reminders_standing",
            )
        ]

    def __str__(self):
        return f"{self.page_id} {self.get_occasion_display()}"
