from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.concerns.models.concern import Concern


class ConcernFollow(models.Model):
    """Somebody wants to hear when a public concern is answered."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_concerns"
    )
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("follower of a concern")
        verbose_name_plural = _("followers of concerns")
        constraints = [
            models.UniqueConstraint(fields=["user", "concern"], name="concern_is_followed_once"),
        ]

    def __str__(self):
        return f"{self.user_id} → {self.concern}"
