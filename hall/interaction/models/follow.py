from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hall.interaction.querysets import FollowQuerySet


class Follow(models.Model):
    """A person wants to read what one unit says, or what all units say under one hashtag."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    unit = models.ForeignKey(
        "units.UnitPage", null=True, blank=True, on_delete=models.CASCADE, related_name="people_following"
    )
    hashtag = models.ForeignKey(
        "hall.Hashtag", null=True, blank=True, on_delete=models.CASCADE, related_name="people_following"
    )
    created_at = models.DateTimeField(_("followed at"), default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="one_follow_per_person_and_unit"),
            models.UniqueConstraint(fields=["user", "hashtag"], name="one_follow_per_person_and_hashtag"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(hashtag__isnull=True), name="follow_has_one_object"
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.unit_id or ''}#{self.hashtag_id or ''}"


class FollowAll(models.Model):
    """A person's standing choice to follow every unit, those launched later too."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="follow_all"
    )
    created_at = models.DateTimeField(_("chosen at"), default=timezone.now)

    class Meta:
        verbose_name = _("choice to follow every unit")
        verbose_name_plural = _("choices to follow every unit")

    def __str__(self):
        return f"{self.user_id}"


class FollowerCount(models.Model):
    """How many people follow a unit: what every reader of its page sees."""

    unit = models.OneToOneField(
        "units.UnitPage", on_delete=models.CASCADE, primary_key=True, related_name="follower_count"
    )
    total = models.PositiveIntegerField(_("followers"), default=0)

    class Meta:
        verbose_name = _("count of followers")
        verbose_name_plural = _("counts of followers")

    def __str__(self):
        return f"{self.unit_id}: {self.total}"
