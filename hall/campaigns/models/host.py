from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.campaigns.enums import HostState


class CampaignHost(models.Model):
    """A unit that hosts a campaign which another one leads. It speaks with its name, so it must agree first."""

    campaign = models.ForeignKey("campaigns.CampaignPage", on_delete=models.CASCADE, related_name="host_rows")
    unit = models.ForeignKey(
        "units.UnitPage", verbose_name=_("unit"), on_delete=models.CASCADE, related_name="hosted_campaigns"
    )
    state = models.CharField(_("state"), max_length=10, choices=HostState, default=HostState.INVITED)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_place_per_campaign_and_host"),
            models.CheckConstraint(
                condition=models.Q(state=HostState.INVITED) | models.Q(answered_at__isnull=False),
                name="hosts_have_answered",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.get_state_display()}"
