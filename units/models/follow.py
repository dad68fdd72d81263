from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.querysets import UnitFollowQuerySet


class UnitFollow(models.Model):
    """One unit reads what another one says. Two that follow each other are mutual: 互粉 (BRIEF M13)."""

    follower = models.ForeignKey(
        "units.UnitPage",
        verbose_name=_("follower"),
        on_delete=models.CASCADE,
        related_name="unit_follows",
    )
    followed = models.ForeignKey(
        "units.UnitPage",
        verbose_name=_("followed unit"),
        on_delete=models.CASCADE,
        related_name="unit_followers",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("followed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("followed at"))

    objects = UnitFollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit followed by a unit")
        verbose_name_plural = _("units followed by units")
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="one_follow_per_two_units"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="no_unit_follows_itself"),
        ]

    def __str__(self):
        return f"{self.follower_id} → {self.followed_id}"
