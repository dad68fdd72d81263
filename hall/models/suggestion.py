from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SuggestionAside(models.Model):
    """A post that was suggested to a unit and that its people will not pass on."""

    unit = models.ForeignKey(
        "units.UnitPage", verbose_name=_("unit"), on_delete=models.CASCADE, related_name="+"
    )
    post = models.ForeignKey(
        "hall.PostPage", verbose_name=_("post"), on_delete=models.CASCADE, related_name="set_aside_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put aside by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("put aside at"))

    class Meta:
        verbose_name = _("suggestion put aside")
        verbose_name_plural = _("suggestions put aside")
        constraints = [
            models.UniqueConstraint(fields=["unit", "post"], name="suggestions_are_put_aside_once")
        ]

    def __str__(self):
        return f"{self.unit_id} · {self.post_id}"
