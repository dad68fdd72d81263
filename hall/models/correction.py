from django.db import models
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """Why a post that readers had seen became another, and since when: its page says so."""

    post = models.ForeignKey("hall.PostPage", on_delete=models.CASCADE, related_name="corrections")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("corrected at"))
    revision_number = models.PositiveBigIntegerField(_("version"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "revision_number"], name="one_correction_per_version")
        ]

    def __str__(self):
        return self.reason or f"{self.made_at:%Y-%m-%d %H:%M}"
