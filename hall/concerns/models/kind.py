from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST = 60


class ConcernKind(models.Model):
    """How difficult a question is, and so how many working days its answer may take.

    What has been asked keeps the deadline that was counted for it when these numbers change.
    """

    name = models.CharField(_("name"), max_length=20, unique=True)
    guidance = models.CharField(
        _("guidance"),
        max_length=200,
        blank=True,
        help_text=_("Shown to the desk and to units who choose it."),
    )
    working_days = models.PositiveSmallIntegerField(
        _("working days"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    extensions = models.PositiveSmallIntegerField(
        _("extensions"), default=1, help_text=_("How often a unit may ask for more time.")
    )
    extension_days = models.PositiveSmallIntegerField(
        _("working days of an extension"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("At most so many each time."),
    )
    is_default = models.BooleanField(
        _("taken at first"),
        default=False,
        help_text=_("What comes in is of this kind until somebody says otherwise."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Nothing new is given this kind. What has it keeps it.")
    )

    class Meta:
        verbose_name = _("kind of concern")
        verbose_name_plural = _("kinds of concerns")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_kind_taken_at_first"
            ),
            models.CheckConstraint(
                condition=Q(working_days__gte=1, extension_days__gte=1), name="kind_allows_some_time"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(is_retired=False), name="retired_kind_is_not_taken_at_first"
            ),
        ]

    def __str__(self):
        return self.name
