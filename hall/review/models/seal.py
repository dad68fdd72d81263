from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.review.models.record import ReviewRecord
from portal.core.models import WrittenOnce


class Seal(WrittenOnce):
    """One link of the chain over the lines: the digest of a line, of its place in the chain and of the link before.

    Seals are set after the line's own transaction (`hall.review.sealing`), so their order is that in which lines
    became visible. `hall.review.chain` says what a digest is made of.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    record = models.OneToOneField(ReviewRecord, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(_("digest before"), max_length=64, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    version = models.PositiveSmallIntegerField(_("version of the seal"))
    sealed_at = models.DateTimeField(_("sealed at"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="seal_numbers_start_at_one")
        ]

    def __str__(self):
        return _("Sealed #%(number)s") % {"number": self.number}
