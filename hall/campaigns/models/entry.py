from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.campaigns.enums import EventKind, HostState, Phase
from hall.campaigns.phases import phase_at
from hall.campaigns.querysets import EventEntryQuerySet


class EventEntry(models.Model):
    """One narrow row for each public campaign and micro-event: all that lists of every kind sort and show.

    `closes_at` is the end that counts: the one of the page, or the moment at which somebody ended it.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="entry")
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    unit = models.ForeignKey("units.UnitPage", on_delete=models.CASCADE, related_name="event_entries")
    campaign = models.ForeignKey(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="event_entries"
    )
    question = models.CharField(_("question"), max_length=120, blank=True)
    cover = models.ForeignKey("core.PortalImage", null=True, on_delete=models.SET_NULL, related_name="+")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    called_off = models.CharField(_("why it was called off"), max_length=200, blank=True)

    # Counts what changed before readers' eyes; open pages ask with it (`live_parts`).
    version = models.PositiveIntegerField(default=0)
    data_removed_at = models.DateTimeField(null=True)

    objects = EventEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("public event")
        verbose_name_plural = _("public events")
        indexes = [
            models.Index(fields=["-opens_at", "-id"], name="events_by_opening"),
            models.Index(fields=["unit", "-opens_at", "-id"], name="events_of_unit"),
            models.Index(fields=["-closes_at", "-id"], name="events_by_end"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.page_id}"

    def host_ids(self) -> set[int]:
        """Return the keys of the units that lead and host the campaign."""
        rows = self.campaign.host_rows.all()
        return {self.unit_id, *(row.unit_id for row in rows if row.state == HostState.HOSTING)}

    def phase(self, now: datetime) -> Phase:
        return phase_at(now, self.opens_at, self.closes_at)


class HiddenEvent(models.Model):
    """What is kept of a public event that was taken off: how it ended, and since when what people gave is of no use.

    Published again, it goes on from here.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="hidden_event")
    # When it ended or was taken off, whichever came first.
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    called_off = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    data_removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hidden event")
        verbose_name_plural = _("hidden events")

    def __str__(self):
        return f"{self.page_id}"
