from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hall.interaction.querysets import SpeakerBlockQuerySet
from units.models import UnitPage

REASON_LIMIT = 300


class SpeakerBlock(models.Model):
    """Somebody may not comment for a time: on the pages of one unit, or without a unit in the whole hall."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="speaker_blocks",
    )
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    blocked_at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, help_text=_("Empty: for good."))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True)

    objects = SpeakerBlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("blocked_at")), name="blocks_take_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="blocks_say_why"),
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=Q(lifted_at__isnull=True, unit__isnull=False),
                name="one_block_per_person_and_unit",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(lifted_at__isnull=True, unit__isnull=True),
                name="one_block_per_person_in_the_hall",
            ),
        ]

    def __str__(self):
        until = f"{self.until:%Y-%m-%d %H:%M}" if self.until else _("for good")
        return f"{self.user_id} · {until}"
