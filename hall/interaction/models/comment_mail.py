from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentMailChoice(models.Model):
    """Whether a person wants mail about their own comments at all. Without a row: yes, where they asked for it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="comment_mail_choice",
    )
    is_wanted = models.BooleanField(_("mail about one's own comments"), default=True)
    chosen_at = models.DateTimeField(_("chosen at"))

    class Meta:
        verbose_name = _("choice of mail about one's own comments")
        verbose_name_plural = _("choices of mail about one's own comments")

    def __str__(self):
        return f"{self.user_id} {self.is_wanted}"
