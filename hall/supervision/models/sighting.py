from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.supervision.querysets import SightingQuerySet
from hall.supervision.watches.registry import words_of
from units.models import UnitPage


class Sighting(models.Model):
    """Something that a watch has seen and that stands, or stood until `ended_at`. Without a unit it is the hall desk's.

    `facts` are as the watch saw them last, without a word of a citizen. When people are told and when it becomes an
    order is set once.
    """

    watch = models.CharField(_("watch"), max_length=40)
    subject = models.CharField(_("subject"), max_length=100)
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, on_delete=models.CASCADE, related_name="sightings"
    )
    facts = models.JSONField(_("facts"))
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("first seen at"))
    looked_at = models.DateTimeField(_("last seen at"))
    tell_at = models.DateTimeField(_("people are told at"), null=True)
    told_at = models.DateTimeField(_("told at"), null=True)
    order_at = models.DateTimeField(_("becomes an order at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = SightingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "subject"],
                condition=Q(ended_at__isnull=True),
                name="each_thing_is_seen_once_while_it_stands",
            ),
        ]
        indexes = [
            models.Index(
                fields=["watch", "looked_at"], condition=Q(ended_at=None), name="sightings_standing"
            ),
            models.Index(
                fields=["tell_at"], condition=Q(ended_at=None, told_at=None), name="sightings_to_tell"
            ),
            models.Index(fields=["order_at"], condition=Q(ended_at=None), name="sightings_to_order"),
            models.Index(fields=["unit", "ended_at"], name="sightings_of_unit"),
        ]

    def __str__(self):
        return f"{self.watch} {self.subject}"

    def in_words(self) -> str:
        """Say what was seen, in the language of whoever reads."""
        return words_of(self.watch, self.facts)
