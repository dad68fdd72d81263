from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from portal.core.enums import LateRelease


@register_setting(icon="home")
class PortalSettings(ClusterableModel, BaseGenericSetting):
    """What the hall desk may say on every public page: who runs the hall, a notice, and links to friends."""

    hall_name = models.CharField(_("name of the hall"), max_length=60, default="河源微博发布厅")
    organiser = models.CharField(_("organiser"), max_length=120, default="市委办、市府办")
    manager = models.CharField(_("managed by"), max_length=120, default="市委宣传部")
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A telephone number or address for readers.")
    )
    notice = models.CharField(
        _("notice"),
        max_length=200,
        blank=True,
        help_text=_("One sentence shown on top of every public page. Leave it empty to show none."),
    )
    about = models.TextField(_("about the hall"), blank=True)
    morning_from = models.TimeField(_("morning from"), default=time(8, 30))
    morning_until = models.TimeField(_("morning until"), default=time(12, 0))
    afternoon_from = models.TimeField(
        _("afternoon from"),
        default=time(14, 30),
        help_text=_("The same as the end of the morning where there is no break."),
    )
    afternoon_until = models.TimeField(_("afternoon until"), default=time(18, 0))
    late_release = models.CharField(
        _("a release that was missed"), max_length=10, choices=LateRelease, default=LateRelease.ASKS
    )
    late_after_minutes = models.PositiveSmallIntegerField(
        _("counts as missed after so many minutes"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )

    panels = [
        FieldPanel("hall_name"),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("manager"), FieldPanel("contact")], heading=_("Who runs it")
        ),
        FieldPanel("notice"),
        FieldPanel("about"),
        MultiFieldPanel(
            [
                FieldPanel("morning_from"),
                FieldPanel("morning_until"),
                FieldPanel("afternoon_from"),
                FieldPanel("afternoon_until"),
            ],
            heading=_("Working hours"),
            help_text=_("Deadlines are counted in these hours of every working day."),
        ),
        MultiFieldPanel(
            [FieldPanel("late_release"), FieldPanel("late_after_minutes")],
            heading=_("Releases that were missed"),
            help_text=_("After a power cut, a post may speak of a moment that has passed."),
        ),
        InlinePanel("friendly_links", heading=_("Friendly links"), label=_("Link")),
    ]

    class Meta:
        verbose_name = _("portal settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(morning_from__lt=F("morning_until"))
                & Q(morning_until__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_until")),
                name="working_hours_follow_one_another",
                violation_error_message=_("The working hours must follow one another through the day."),
            )
        ]

    @property
    def working_hours(self):
        """The spans that `portal.core.workdays.Calendar` takes."""
        return ((self.morning_from, self.morning_until), (self.afternoon_from, self.afternoon_until))


class FriendlyLink(Orderable):
    """A link in the footer to a site that the hall recommends."""

    portal = ParentalKey(PortalSettings, on_delete=models.CASCADE, related_name="friendly_links")
    title = models.CharField(_("title"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("title"), FieldPanel("url")]

    def __str__(self):
        return self.title
