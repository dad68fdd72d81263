from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from hall.assessment.fairness import Limits
from hall.assessment.indicators import INDICATORS, Indicator
from hall.assessment.permissions import why_not_change_scheme, why_not_span, why_not_weights
from hall.assessment.querysets import SchemeQuerySet
from hall.assessment.scheme_form import SchemeForm
from hall.assessment.scoring import Rules, Weight
from portal.core.refusals import refuse_if

SHARE = [MinValueValidator(0), MaxValueValidator(100)]


def indicator_choices():
    return [(indicator.key, indicator.label) for indicator in INDICATORS.values()]


class Scheme(ClusterableModel):
    """How units are scored (BRIEF M17): weights of indicators, what fails a unit, what is added, and from when to when.

    In each month at most one scheme is in force. One that a month was computed by changes no more; it is followed by
    a copy. Without a first month it is in force nowhere.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    method = models.TextField(
        _("method in a few sentences"), max_length=1000, help_text=_("Everybody reads it on the scoreboard.")
    )
    valid_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("The first day of a month. Empty: not in force."),
    )
    valid_to = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day of a month. Empty: until it has a successor."),
    )
    least_weight = models.PositiveSmallIntegerField(
        _("weight that must be measured"),
        default=50,
        validators=SHARE,
        help_text=_("Of a unit of whose weight less could be measured, the points are shown and no place."),
    )
    silent_days = models.PositiveSmallIntegerField(
        _("fails after so many days without a post"), default=14, help_text=_("0 switches it off.")
    )
    unanswered_calls = models.PositiveSmallIntegerField(
        _("fails when so many waited and none was answered"), default=1, help_text=_("0 switches it off.")
    )
    vetoes_incidents = models.BooleanField(_("fails with a serious incident"), default=True)
    bonus_each = models.DecimalField(
        _("points for each good deed"), max_digits=5, decimal_places=2, default=1, validators=SHARE
    )
    bonus_most = models.DecimalField(
        _("points for good deeds at most"), max_digits=5, decimal_places=2, default=5, validators=SHARE
    )
    per_person = models.PositiveSmallIntegerField(
        _("likes or comments of one person that count"), default=10, validators=[MinValueValidator(1)]
    )
    new_for_days = models.PositiveSmallIntegerField(_("an account is new for (days)"), default=7)
    new_per_page = models.PositiveSmallIntegerField(
        _("likes or comments of new accounts that count, for each page"), default=3
    )
    same_percent = models.PositiveSmallIntegerField(
        _("answers are the same from (per cent)"),
        default=90,
        validators=[MinValueValidator(50), MaxValueValidator(100)],
        help_text=_("So many of their pairs of characters are shared. They count once."),
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("days for appeals"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    objects = SchemeQuerySet.as_manager()

    base_form_class = SchemeForm

    panels = [
        FieldPanel("name"),
        FieldPanel("method"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("In force")),
        InlinePanel("weights", heading=_("Indicators"), label=_("Indicator"), min_num=1),
        FieldPanel("least_weight"),
        MultiFieldPanel(
            [FieldPanel("silent_days"), FieldPanel("unanswered_calls"), FieldPanel("vetoes_incidents")],
            heading=_("What fails a unit"),
        ),
        FieldRowPanel([FieldPanel("bonus_each"), FieldPanel("bonus_most")], heading=_("Good deeds")),
        MultiFieldPanel(
            [
                FieldPanel("per_person"),
                FieldRowPanel([FieldPanel("new_for_days"), FieldPanel("new_per_page")]),
                FieldPanel("same_percent"),
            ],
            heading=_("What does not count"),
        ),
        FieldPanel("appeal_days"),
    ]

    class Meta:
        verbose_name = _("scheme of assessment")
        verbose_name_plural = _("schemes of assessment")
        ordering = [F("valid_from").desc(nulls_last=True), "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=False, valid_to__gt=F("valid_from")),
                name="scheme_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if reason := why_not_span(self):
            raise ValidationError({"valid_from": reason})

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Keep the scheme. Raises `Refused` when two would be in force in one month, or when it was used already."""
        # Whoever else keeps a scheme at this moment waits: two that overlap must see each other.
        list(Scheme.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        refuse_if(why_not_span(self), why_not_change_scheme(self))
        super().save(*args, **kwargs)

    def is_used(self) -> bool:
        """Tell whether a month was computed by it."""
        return bool(self.pk) and self.months.exists()

    def says(self) -> tuple:
        """All that a month is scored by, as plain values."""
        return (
            self.valid_from,
            self.method,
            self.rules(),
            self.limits(),
            self.same_percent,
            self.appeal_days,
        )

    def why_not_compute(self) -> str:
        return why_not_weights([row.weight for row in self.weights.all()])

    def rules(self) -> Rules:
        """Return the scheme as plain values."""
        return Rules(
            weights=tuple(row.as_weight() for row in self.weights.all()),
            least_weight=self.least_weight,
            silent_days=self.silent_days,
            unanswered_calls=self.unanswered_calls,
            vetoes_incidents=self.vetoes_incidents,
            bonus_each=self.bonus_each,
            bonus_most=self.bonus_most,
        )

    def limits(self) -> Limits:
        return Limits(self.per_person, self.new_for_days, self.new_per_page)


class SchemeWeight(Orderable):
    """One indicator of a scheme: what it weighs, and between which values points are given."""

    scheme = ParentalKey(Scheme, on_delete=models.CASCADE, related_name="weights")
    indicator = models.CharField(_("indicator"), max_length=30, choices=indicator_choices)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, validators=SHARE)
    floor = models.DecimalField(_("no points at"), max_digits=8, decimal_places=2)
    target = models.DecimalField(_("all points at"), max_digits=8, decimal_places=2)
    least = models.PositiveSmallIntegerField(
        _("rests upon at least"), default=1, help_text=_("With less it is shown and does not count.")
    )

    panels = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("weight"), FieldPanel("floor"), FieldPanel("target"), FieldPanel("least")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("indicator of a scheme")
        verbose_name_plural = _("indicators of schemes")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "indicator"], name="one_weight_per_scheme_and_indicator"
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicators_weigh_something"),
            models.CheckConstraint(condition=~Q(floor=F("target")), name="points_need_a_span"),
        ]

    def __str__(self):
        return f"{self.get_indicator_display()} {self.weight}"

    @property
    def row(self) -> Indicator:
        """The row of the table of indicators."""
        return INDICATORS[self.indicator]

    def as_weight(self) -> Weight:
        return Weight(self.indicator, self.weight, self.floor, self.target, self.least)
