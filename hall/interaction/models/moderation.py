from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from hall.interaction.models.comment import Comment


@register_setting(icon="comment")
class ModerationSettings(BaseGenericSetting):
    """What the hall desk asks of those who look at comments."""

    age_limit_hours = models.PositiveSmallIntegerField(
        _("a comment may wait so many working hours"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("What waits longer is marked, and the hall desk hears of it once."),
    )
    trust_after = models.PositiveSmallIntegerField(
        _("suggest to trust a citizen after so many public comments"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_("Those of the last half year are counted."),
    )

    panels = [FieldPanel("age_limit_hours"), FieldPanel("trust_after")]

    class Meta:
        verbose_name = _("moderation of comments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_limit_hours__gte=1, trust_after__gte=1), name="moderation_has_limits"
            )
        ]


class LateComment(models.Model):
    """The hall desk was told that this comment waits too long. The row comes before the mail: it is told once."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="lateness")
    told_at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("late comment")
        verbose_name_plural = _("late comments")

    def __str__(self):
        return str(self.comment)


class QueueDigest(models.Model):
    """The morning letters of one day about comments that wait: the day stands here once, so each is written once."""

    day = models.DateField(_("day"), unique=True)
    written_at = models.DateTimeField(_("written at"))
    letters = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        verbose_name = _("letters about comments")
        verbose_name_plural = _("letters about comments")

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"
