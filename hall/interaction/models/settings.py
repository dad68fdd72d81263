from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.interaction.querysets import CommentSettingsQuerySet, TrustedSpeakerQuerySet
from units.models import UnitPage


class CommentSettings(models.Model):
    """How a unit takes comments; without a unit, how the hall's own pages do. No row means: each is looked at first."""

    unit = models.OneToOneField(
        UnitPage,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comment_settings",
    )
    shows_at_once = models.BooleanField(
        _("show comments at once"),
        default=False,
        help_text=_(
            "Comments are public as soon as they are sent, and looked at afterwards. Words of the list still hold them."
        ),
    )

    objects = CommentSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment settings")
        verbose_name_plural = _("comment settings")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(unit__isnull=True),
                name="one_row_of_comment_settings_for_the_hall",
            ),
        ]

    def __str__(self):
        return str(self.unit or self._meta.verbose_name)


class TrustedSpeaker(models.Model):
    """A citizen whose comments show at once: on the pages of one unit, or without a unit everywhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    trusted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    trusted_at = models.DateTimeField(_("since"))

    objects = TrustedSpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trusted citizen")
        verbose_name_plural = _("trusted citizens")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=Q(unit__isnull=False),
                name="trusted_once_per_unit",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(unit__isnull=True), name="trusted_once_in_the_hall"
            ),
        ]

    def __str__(self):
        # Logs keep this for ever, and a name goes when its owner goes.
        return f"{self.user_id}"
