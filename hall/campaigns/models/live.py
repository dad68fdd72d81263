from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from hall.campaigns.querysets import LiveEntryQuerySet


class LivePage(EventPage):
    """A live report. The page with its plan passes the review; its entries are rows and public at once."""

    kind = EventKind.LIVE
    screen = "campaigns_live"

    content_panels = [*EventPage.content_panels, *EventPage.closing_panels]

    class Meta:
        verbose_name = _("live report")
        verbose_name_plural = _("live reports")


class LiveEntry(models.Model):
    """One entry of a live report.

    `number` is its place and never changes; `change` is the newest of all numbers of changes of the report when it
    was written, corrected, pinned or taken back, so an open page asks for whatever is above the one that it knows.
    One that was taken back holds neither words nor files; the log keeps them.
    """

    event = models.ForeignKey(LivePage, on_delete=models.CASCADE, related_name="live_entries")
    number = models.PositiveIntegerField(_("number"))
    change = models.PositiveIntegerField()
    token = models.CharField(max_length=32)
    text = models.TextField(_("text"), blank=True)
    is_important = models.BooleanField(_("important"), default=False)
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        on_delete=models.PROTECT,
        related_name="live_entries",
    )
    alt_text = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    media = models.ForeignKey(
        "core.PortalMedia",
        verbose_name=_("video or audio clip"),
        null=True,
        on_delete=models.PROTECT,
        related_name="live_entries",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    corrected_at = models.DateTimeField(_("corrected at"), null=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True)
    taken_back_reason = models.CharField(_("why it was taken back"), max_length=200, blank=True)
    pinned_at = models.DateTimeField(_("pinned at"), null=True)

    # Its words with hashtags, mentions and links, once somebody has dressed it (`live.queries`).
    html: SafeString

    objects = LiveEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a live report")
        verbose_name_plural = _("entries of live reports")
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_live_entry_per_number"),
            models.UniqueConstraint(fields=["event", "change"], name="one_live_entry_per_change"),
            models.UniqueConstraint(fields=["event", "token"], name="one_live_entry_per_sending"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(pinned_at__isnull=False), name="one_pinned_live_entry"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_reason="") & ~Q(text="")
                | Q(
                    taken_back_at__isnull=False,
                    text="",
                    image__isnull=True,
                    media__isnull=True,
                    pinned_at__isnull=True,
                )
                & ~Q(taken_back_reason=""),
                name="live_entries_have_words_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(image__isnull=True) | Q(media__isnull=True),
                name="live_entries_carry_a_picture_or_a_clip",
            ),
        ]

    def __str__(self):
        return f"{self.event_id} {self.number}"

    @property
    def pictures(self) -> list["LiveEntry"]:
        """Return what a picture grid takes: the entry stands for its one picture."""
        return [self] if self.image else []
