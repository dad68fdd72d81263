from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.concerns.models.concern import TEXT_LIMIT
from units.models import UnitPage


class ReplyTemplate(models.Model):
    """Words that a unit begins its answers with."""

    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="reply_templates"
    )
    title = models.CharField(_("title"), max_length=40)
    text = models.TextField(_("text"), max_length=TEXT_LIMIT)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="templates_of_a_unit_have_titles")
        ]

    def __str__(self):
        return self.title
