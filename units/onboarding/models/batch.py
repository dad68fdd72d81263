from django.db import models
from django.utils.translation import gettext_lazy as _

from units.onboarding.querysets import BatchQuerySet


class Batch(models.Model):
    """Units that are to be online by one date (BRIEF M3)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self):
        return self.name

    def is_late(self, today):
        """Tell whether units that are not live now are late."""
        return self.due_on is not None and self.due_on < today


class BatchPlace(models.Model):
    """The place of one unit in a batch. Kept here, since a unit must not know of batches."""

    batch = models.ForeignKey(Batch, verbose_name=_("batch"), on_delete=models.CASCADE, related_name="places")
    unit = models.OneToOneField(
        "units.UnitPage", verbose_name=_("unit"), on_delete=models.CASCADE, related_name="batch_place"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("place in a batch")
        verbose_name_plural = _("places in batches")

    def __str__(self):
        return f"{self.batch}: {self.unit_id}"
