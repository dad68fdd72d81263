from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hall.concerns.models.concern import REASON_LIMIT, Concern
from units.models import UnitPage


class Passing(models.Model):
    """Something that was decided about who answers a concern, or by when, and why."""

    reason = models.CharField(_("reason"), max_length=REASON_LIMIT, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


class Transfer(Passing):
    """A concern came from one holder to another (转办). No unit stands for the hall desk. The deadline stays."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(UnitPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(UnitPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Passing.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")) & ~Q(from_unit__isnull=True, to_unit__isnull=True),
                name="transfer_changes_the_holder",
            )
        ]

    def __str__(self):
        return f"{self.concern} → {self.to_unit_id or '-'}"


class Extension(Passing):
    """A unit's deadline was moved, with a reason that who asked reads. `round` counts from each reopening anew."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    working_days = models.PositiveSmallIntegerField(_("working days"))
    from_due_on = models.DateField(_("deadline before"))
    to_due_on = models.DateField(_("deadline after"))

    class Meta(Passing.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_due_on__gt=F("from_due_on")), name="extension_gives_more_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.concern} → {self.to_due_on}"
