from django.conf import settings
from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.core.models import OutgoingMail


class InvitationState(TextChoices):
    """How far a person has come on the way in."""

    WAITING = "waiting", _("Invitation is on its way")
    SENT = "sent", _("Invited")
    FAILED = "failed", _("Not reached")


class Invitation(models.Model):
    """The last letter that invited a person in, and whether the mail server took it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="invitation",
    )
    duties = models.TextField(_("duties"), blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited at"))
    mail = models.OneToOneField(
        OutgoingMail,
        verbose_name=_("letter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("failure"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return f"{self.user} · {self.get_state().label}"

    def get_state(self) -> InvitationState:
        if self.failure:
            return InvitationState.FAILED
        return InvitationState.SENT if self.sent_at else InvitationState.WAITING
