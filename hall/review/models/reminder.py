from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.review.enums import ReminderKind
from hall.review.models.task import ReviewTaskState


class Reminder(models.Model):
    """What has been told about the deadline of one step. The row comes before the mail, so nothing is told twice."""

    step = models.ForeignKey(
        ReviewTaskState, verbose_name=_("review step"), on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ReminderKind)
    told_at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["step", "kind"], name="each_reminder_is_told_once"),
        ]

    def __str__(self):
        return f"{self.step}: {self.get_kind_display()}"
