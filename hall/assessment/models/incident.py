from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import UnitPage

GROUNDS_LIMIT = 500


class Incident(models.Model):
    """Something serious that a unit did or left undone on a day: the desk writes it down with its grounds.

    It is taken back with a reason, never deleted.
    """

    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="incidents"
    )
    happened_on = models.DateField(_("happened on"))
    grounds = models.TextField(_("grounds"), max_length=GROUNDS_LIMIT)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_at = models.DateTimeField(_("written down at"))
    taken_back_at = models.DateTimeField(_("taken back at"), null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    why_taken_back = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("serious incident")
        verbose_name_plural = _("serious incidents")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="incidents_have_grounds"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(why_taken_back=""),
                name="incidents_are_taken_back_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "happened_on"], name="incidents_of_unit")]

    def __str__(self):
        return f"{self.unit_id} {self.happened_on}"
