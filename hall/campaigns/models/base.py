from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import RadioSelect
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from hall.campaigns.editor import EventForm
from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.permissions import EventPermissionTester, why_not_span
from hall.campaigns.phases import phase_at
from hall.enums import ReviewLevel
from hall.models import SLUG_CHARACTERS
from portal.core.models import BasePage
from units.models import UnitPage
from units.own_files import OwnPictureChooser

TEXT_LIMIT = 5_000


class EventPage(BasePage):
    """What a campaign and each of its micro-events have in common: words, a cover, two moments, a category.

    Whatever the public gives is a row of a table of its own, never a field of the page. Where an event stands is
    told by the clock; its `entry` is the row that lists read, written when it is published.
    """

    kind: EventKind
    permission_tester_class = EventPermissionTester
    base_form_class = EventForm
    parent_page_types = ["campaigns.CampaignPage"]
    subpage_types = []
    takes_comments = True
    # The name of the address of the screen on which organisers run it, if its format has one.
    screen = ""
    # What it asks in one sentence, if its format asks one; lists show it beside the title.
    question = ""
    # What is open from `opens_at` to `closes_at`, where it is not the event itself.
    window = ""
    # How many pages lie between this one and the page of the unit that leads it.
    steps_below_unit = 2

    introduction = models.TextField(
        _("introduction"), validators=[MaxLengthValidator(TEXT_LIMIT)], blank=True
    )
    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cover_alt = models.CharField(_("what the cover shows"), max_length=200, blank=True)
    category = models.ForeignKey(
        "hall.Category",
        verbose_name=_("category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Decides how many people review the page."),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Left empty, it stays open until somebody ends it.")
    )
    results = models.TextField(
        _("results"),
        validators=[MaxLengthValidator(TEXT_LIMIT)],
        blank=True,
        help_text=_("What came of it, shown from the end on."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("keep personal data for (days)"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(1095)],
        help_text=_("So many days after the end, what people gave of themselves is removed."),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction", help_text=_("#topic# and @account become links.")),
        FieldPanel("category", widget=RadioSelect),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        MultiFieldPanel(
            [FieldPanel("cover", widget=OwnPictureChooser), FieldPanel("cover_alt")], heading=_("Cover")
        ),
    ]
    closing_panels = [FieldPanel("results"), FieldPanel("keep_days")]
    promote_panels = []
    settings_panels = [CommentPanel()]

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def _set_core_field_defaults(self):
        # Wagtail asks here before every kind of validation. An address is made once and never follows the title.
        self.slug = self.slug or get_random_string(8, SLUG_CHARACTERS)
        super()._set_core_field_defaults()

    def clean(self):
        super().clean()
        if self.opens_at and (reason := why_not_span(self.opens_at, self.closes_at)):
            raise ValidationError({"closes_at": reason})

    @cached_property
    def unit(self) -> UnitPage:
        """The unit that leads the campaign: the page above it."""
        return UnitPage.objects.get(path=self.path[: -self.steplen * self.steps_below_unit])

    @property
    def share_title(self) -> str:
        return f"{self.unit.title}：{self.title}"

    def phase(self, now: datetime) -> Phase:
        """Return where it stands; an event that somebody ended is closed from then on."""
        entry = getattr(self, "entry", None)
        return phase_at(now, self.opens_at, entry.closes_at if entry else self.closes_at)

    def why_incomplete(self) -> str:
        """Say what is missing before somebody can review it, in a format that asks for more than words."""
        return ""

    def over_at(self, closed_at: datetime) -> datetime:
        """Return from when on the days count for which personal data is kept; it closed at `closed_at`."""
        return closed_at

    def categories_it_has(self) -> set[int]:
        """Return the keys of the categories of this text and of the newest version."""
        newest = self.latest_revision.content.get("category") if self.latest_revision else None
        return {self.category_id, newest} - {None}

    def review_levels(self):
        return self.category.levels if self.category else ReviewLevel.CITY_OFFICE
