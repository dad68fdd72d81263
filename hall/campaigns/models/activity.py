from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from hall.campaigns.activity.editor import ActivityForm
from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from hall.campaigns.permissions import why_not_activity_times

MOST_PLACES = 10_000


class ActivityPage(EventPage):
    """Something that people come to: where and when it is, and how many may come.

    `opens_at` and `closes_at` are the time for signing up; the activity itself begins and ends at two other moments.
    """

    kind = EventKind.ACTIVITY
    base_form_class = ActivityForm
    screen = "campaigns_activity"
    window = _("Sign-up")

    begins_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    place = models.CharField(_("place"), max_length=120, default="")
    map_link = models.URLField(
        _("link to a map"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["https"], message=_("The link to a map begins with https://."))],
        help_text=_("Begins with https://."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text=_("Whoever comes later stands on a waiting list, which moves up by itself."),
    )
    asks_name = models.BooleanField(pgettext_lazy("of a person", "Name"), default=True)
    asks_phone = models.BooleanField(_("telephone number"), default=False)
    asks_people = models.BooleanField(_("number of people"), default=False)
    asks_note = models.BooleanField(_("note"), default=False)

    content_panels = [
        *EventPage.content_panels[:-2],
        FieldRowPanel(
            [FieldPanel("opens_at"), FieldPanel("closes_at", help_text=_("Left empty: when it begins."))],
            heading=_("Sign-up"),
        ),
        FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")], heading=_("The activity")),
        FieldPanel("place"),
        FieldPanel("map_link"),
        FieldPanel("capacity"),
        MultiFieldPanel(
            [
                FieldPanel("asks_name"),
                FieldPanel("asks_phone"),
                FieldPanel("asks_people"),
                FieldPanel("asks_note"),
            ],
            heading=_("What people are asked"),
            help_text=_("Ask only what you need. An e-mail address is always asked: letters go there."),
        ),
        EventPage.content_panels[-1],
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def clean(self):
        if self.closes_at is None:
            self.closes_at = self.begins_at
        super().clean()
        times = [self.opens_at, self.closes_at, self.begins_at, self.ends_at]
        if all(times) and (wrong := why_not_activity_times(*times)):
            raise ValidationError(wrong)

    def why_incomplete(self) -> str:
        if self.begins_at and self.ends_at and self.place:
            return ""
        return _("Say first when the activity begins and ends, and where it is.")

    def over_at(self, closed_at: datetime) -> datetime:
        """Return from when on what people gave is needed no more: they sign up long before they come."""
        return max(closed_at, self.ends_at or closed_at)
