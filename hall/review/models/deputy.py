from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DeputyQuerySet(models.QuerySet):
    def on(self, day):
        """Those who stand in for somebody on this day."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def between(self, first_day, last_day):
        """Those who stand in for somebody on any of these days."""
        return self.filter(first_day__lte=last_day, last_day__gte=first_day)


class Deputy(models.Model):
    """Who reviews in a person's place from one day to another, both included. The person may still act."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who is away"),
        on_delete=models.CASCADE,
        related_name="deputies",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deputy"),
        on_delete=models.CASCADE,
        related_name="stands_in_for",
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="deputy_days_follow"),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="nobody_is_their_own_deputy"),
        ]

    def __str__(self):
        return f"{self.deputy} → {self.person}"
