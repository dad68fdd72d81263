from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState, Unranked, Veto
from hall.assessment.indicators import INDICATORS, Indicator
from hall.assessment.models.scheme import Scheme
from hall.assessment.month_facts import MonthFacts
from hall.assessment.querysets import LineQuerySet, MonthQuerySet, ScorecardQuerySet
from units.models import UnitPage


class Kept(models.Model):
    """A row of a month. Once the month is final it stays as it is; PostgreSQL refuses by itself too."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.refuse_frozen()
        return super().delete(*args, **kwargs)

    def is_frozen(self) -> bool:
        raise NotImplementedError

    def refuse_frozen(self):
        if self.is_frozen():
            raise TypeError(f"{type(self).__name__} of a final month stays as it is.")


class AssessedMonth(Kept):
    """One month on its way: computed, checked, announced, final. `digest` covers every number that became final."""

    first_day = models.DateField(_("month"), unique=True)
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="months"
    )
    state = models.CharField(_("state"), max_length=10, choices=MonthState, default=MonthState.COMPUTING)
    units_total = models.PositiveIntegerField(_("units"), default=0)
    begun_at = models.DateTimeField(_("computing begun at"))
    computed_at = models.DateTimeField(_("computed at"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)
    announced_at = models.DateTimeField(_("announced at"), null=True)
    appeals_until = models.DateField(_("appeals until"), null=True)
    frozen_at = models.DateTimeField(_("final since"), null=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)

    objects = MonthQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessed month")
        verbose_name_plural = _("assessed months")
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MonthState.FROZEN, frozen_at__isnull=False) & ~Q(digest="")
                | ~Q(state=MonthState.FROZEN) & Q(frozen_at__isnull=True, digest=""),
                name="final_months_have_a_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MonthState.ANNOUNCED, MonthState.FROZEN])
                | Q(announced_at__isnull=False, appeals_until__isnull=False),
                name="announced_months_say_until_when",
            ),
        ]

    def __str__(self):
        return str(self.month)

    @property
    def month(self) -> Month:
        return Month.of(self.first_day)

    def is_frozen(self) -> bool:
        return AssessedMonth.objects.frozen().filter(pk=self.pk).exists()


class Scorecard(Kept):
    """What one unit's month comes to. The name is kept as it was; `facts` are the numbers that it was made of.

    `same_words` are answers that were left out, with the earlier one and how alike they are.
    """

    month = models.ForeignKey(AssessedMonth, on_delete=models.CASCADE, related_name="cards")
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="scorecards"
    )
    unit_name = models.CharField(_("name of the unit"), max_length=255)
    facts = models.JSONField(_("facts"))
    same_words = models.JSONField(_("answers in the same words"), default=list)
    measured = models.DecimalField(_("weight that was measured"), max_digits=5, decimal_places=2)
    bonus = models.DecimalField(_("for good deeds"), max_digits=5, decimal_places=2)
    total = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    vetoes = models.JSONField(_("what fails it"), default=list)
    unranked = models.CharField(_("why it has no place"), max_length=10, choices=Unranked, blank=True)
    rank = models.PositiveIntegerField(_("place"), null=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = [F("rank").asc(nulls_last=True), "unit_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "unit"], name="one_scorecard_per_month_and_unit"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(unranked=""), name="who_has_a_place_is_comparable"
            ),
        ]
        indexes = [models.Index(fields=["month", "rank", "unit_name"], name="scorecards_by_place")]

    def __str__(self):
        return f"{self.month} · {self.unit_name}"

    def is_frozen(self) -> bool:
        return AssessedMonth.objects.frozen().filter(pk=self.month_id).exists()

    @property
    def month_facts(self) -> MonthFacts:
        return MonthFacts.from_json(self.facts)

    @property
    def veto_labels(self) -> list:
        return [Veto(veto).label for veto in self.vetoes]


class ScorecardLine(Kept):
    """One indicator of a scorecard, with the rule by which it was scored: the scheme may have a successor."""

    card = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(_("indicator"), max_length=30)
    numerator = models.IntegerField(null=True)
    n = models.IntegerField(_("rests upon"))
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2, null=True)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, null=True)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2)
    contribution = models.DecimalField(_("part of the total"), max_digits=5, decimal_places=2, null=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a scorecard")
        verbose_name_plural = _("lines of scorecards")
        ordering = ["card", "position"]
        constraints = [
            models.UniqueConstraint(fields=["card", "indicator"], name="one_line_per_card_and_indicator")
        ]

    def __str__(self):
        return f"{self.card} · {self.indicator}"

    def is_frozen(self) -> bool:
        return AssessedMonth.objects.frozen().filter(cards=self.card_id).exists()

    @property
    def row(self) -> Indicator:
        """The row of the table of indicators."""
        return INDICATORS[self.indicator]


class CardFacts(Kept):
    """The facts behind the numbers of a scorecard, by kind, as they were when it was computed (`behind.Fact`)."""

    card = models.OneToOneField(Scorecard, on_delete=models.CASCADE, related_name="behind")
    lists = models.JSONField(_("facts"), default=dict)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("facts behind a scorecard")
        verbose_name_plural = _("facts behind scorecards")

    def __str__(self):
        return str(self.card)

    def is_frozen(self) -> bool:
        return AssessedMonth.objects.frozen().filter(cards=self.card_id).exists()
