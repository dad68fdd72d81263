from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.concerns.enums import ConcernEventKind, Voice
from hall.concerns.models.concern import Concern
from portal.core.models import WrittenOnce
from units.models import UnitPage


class ConcernEvent(WrittenOnce):
    """One line of the history of a concern: who did what, when, and why. Written once.

    Names are kept beside the keys, so that a line says the same when a person or a unit is gone. A citizen's name is
    never written here.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=15, choices=ConcernEventKind)
    voice = models.CharField(_("voice"), max_length=10, choices=Voice)
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit_name = models.CharField(_("name of the unit"), max_length=255, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(_("name"), max_length=300, blank=True)
    words = models.TextField(_("reason"), blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("line of a concern")
        verbose_name_plural = _("lines of concerns")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.concern} {self.get_kind_display()}"
