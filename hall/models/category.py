from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from hall.enums import CategoryColour, ReviewLevel
from hall.querysets import CategoryQuerySet


class Category(models.Model):
    """What kind of thing a post says, and so how many people must agree to it (BRIEF M7)."""

    name = models.CharField(_("name"), max_length=20, unique=True)
    levels = models.PositiveSmallIntegerField(
        _("review steps"),
        choices=ReviewLevel,
        default=ReviewLevel.HALL_DESK,
        help_text=_("The highest step a post of this category must pass; all lower ones come before it."),
    )
    colour = models.CharField(_("colour"), max_length=10, choices=CategoryColour, default=CategoryColour.LAKE)
    guidance = models.TextField(
        _("guidance"), max_length=300, blank=True, help_text=_("Shown to the writer who picks the category.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No new post can choose it. Posts that have it keep it.")
    )

    objects = CategoryQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("levels"),
        FieldPanel("guidance"),
        FieldPanel("colour"),
        FieldPanel("sort_order"),
        FieldPanel("is_retired"),
    ]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(levels__in=ReviewLevel.values), name="category_has_known_levels"
            )
        ]

    def __str__(self):
        return self.name
