from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from hall.campaigns.enums import EventKind

DAYS = [MinValueValidator(1), MaxValueValidator(366)]


class CampaignPattern(ClusterableModel):
    """How campaigns of one sort begin: words to start from, and their micro-events. Data of the hall desk."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    purpose = models.CharField(_("when to use it"), max_length=120, blank=True)
    hashtag = models.CharField(_("hashtag to begin with"), max_length=40, blank=True)
    introduction = models.TextField(_("introduction to begin with"), max_length=2000, blank=True)
    category = models.ForeignKey(
        "hall.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    days = models.PositiveSmallIntegerField(_("lasts (days)"), default=14, validators=DAYS)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("purpose"),
        FieldPanel("hashtag"),
        FieldPanel("introduction"),
        FieldPanel("category"),
        FieldRowPanel([FieldPanel("days"), FieldPanel("sort_order")]),
        InlinePanel("events", heading=_("Micro-events"), label=_("Micro-event")),
    ]

    class Meta:
        verbose_name = _("campaign pattern")
        verbose_name_plural = _("campaign patterns")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name


class PatternEvent(Orderable):
    """One micro-event that a campaign of the pattern begins with."""

    pattern = ParentalKey(CampaignPattern, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=EventKind.choices[1:],
    )
    title = models.CharField(_("title"), max_length=80)
    introduction = models.TextField(_("introduction to begin with"), max_length=2000, blank=True)
    after_days = models.PositiveSmallIntegerField(_("opens after (days)"), default=0)
    days = models.PositiveSmallIntegerField(_("lasts (days)"), default=7, validators=DAYS)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("after_days"), FieldPanel("days")]),
    ]

    def __str__(self):
        return self.title
