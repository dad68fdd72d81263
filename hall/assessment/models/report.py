from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportLetters(models.Model):
    """How far the letters about one month's reports are written: this row lets each of them be written once.

    They are written by the key of the person, some at a time; `written_to` is the last one who was looked at.
    """

    first_day = models.DateField(_("month"), unique=True)
    written_to = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(_("begun at"))
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("letters about the reports of a month")
        verbose_name_plural = _("letters about the reports of months")
        ordering = ["-first_day"]

    def __str__(self):
        return f"{self.first_day:%Y-%m}"
