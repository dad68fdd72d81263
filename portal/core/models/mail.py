from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """A letter to one person, kept until the mail server has taken it (`portal.core.outbox`).

    Its words are removed as soon as it is sent: an invitation carries a link that sets a password.
    """

    to = models.EmailField(_("to"))
    subject = models.TextField(_("subject"))
    body = models.TextField(_("body"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("tried at"), null=True)
    next_try_at = models.DateTimeField(_("next try at"), null=True, help_text=_("Empty when it is settled."))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    error = models.TextField(_("error"), blank=True)
    is_server_down = models.BooleanField(_("the mail server is down"), default=False)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at__isnull=True), name="mail_that_waits")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_try_at__isnull=True), name="mail_is_sent_once"
            )
        ]

    def __str__(self):
        return f"{self.to}: {self.subject}"
