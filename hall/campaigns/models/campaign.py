from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from hall.campaigns.enums import EventKind, HostState
from hall.campaigns.models.base import EventPage
from hall.campaigns.permissions import why_not_hashtag
from hall.models import Hashtag
from portal.core.plain_text import tidy
from units.models import UnitPage


def bare(hashtag: str) -> str:
    """Return a hashtag as it was typed without the # around it."""
    return tidy(hashtag).strip().strip("#＃").strip()


class CampaignPage(EventPage):
    """A topic that several units pursue together for a time: its micro-events, and all posts under its hashtag.

    It stands below the unit that leads it, so review, care and permission are that unit's; other hosts are rows.
    """

    kind = EventKind.CAMPAIGN
    parent_page_types = ["units.UnitPage"]
    # What may stand below says so itself.
    subpage_types = None
    steps_below_unit = 1
    # It begins from a pattern (`services.start_campaign`), which also asks who leads it.
    is_creatable = False

    hashtag = models.CharField(
        _("hashtag"), max_length=40, help_text=_("Without the two #. Posts of all units under it show here.")
    )

    content_panels = [
        *EventPage.content_panels[:1],
        FieldPanel("hashtag"),
        *EventPage.content_panels[1:],
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self):
        super().clean()
        self.hashtag = bare(self.hashtag)
        if reason := why_not_hashtag(self.hashtag):
            raise ValidationError({"hashtag": reason})

    def hosts(self) -> list[UnitPage]:
        """Return the units that host it: the one that leads first."""
        others = self.host_rows.filter(state=HostState.HOSTING).select_related("unit")
        return [self.unit, *(row.unit for row in others)]

    def topic(self) -> Hashtag | None:
        """Return the hashtag once a post carries it."""
        return Hashtag.objects.filter(slug=Hashtag.fold(self.hashtag)).first()
