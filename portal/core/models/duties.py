from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyRun(models.Model):
    """When one of the hall's duties (`portal.core.duties`) was last begun and ended, and what went wrong."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("run of a duty")
        verbose_name_plural = _("runs of duties")

    def __str__(self):
        return self.name
