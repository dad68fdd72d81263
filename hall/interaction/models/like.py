from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Like(models.Model):
    """One person's like of one post."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="likes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="likes")
    created_at = models.DateTimeField(_("liked at"), default=timezone.now)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_like_per_person_and_post")]

    def __str__(self):
        return f"{self.user_id} {self.page_id}"


class LikeCount(models.Model):
    """How many people like a post: what every reader sees.

    A row of its own, for publishing overwrites a page's fields from its revision.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="like_count"
    )
    total = models.PositiveIntegerField(_("likes"), default=0)

    class Meta:
        verbose_name = _("count of likes")
        verbose_name_plural = _("counts of likes")

    def __str__(self):
        return f"{self.page_id}: {self.total}"
