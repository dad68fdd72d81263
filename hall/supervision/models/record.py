from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hall.supervision.enums import AppealOutcome, Concerned, Decision
from hall.supervision.models.order import SupervisionOrder
from hall.supervision.querysets import AccountabilityRecordQuerySet
from hall.supervision.terms import APPEAL_WITHIN, REASON_LIMIT, WORDS_LIMIT
from units.models import UnitPage


class AccountabilityRecord(models.Model):
    """What somebody was held accountable for, always behind an order (问责记录). Never public.

    The name of a person is taken out on `removal_on`, with all words that could say it; the decision stays with the
    unit. Whoever leaves the hall before that day stays named until then: their account goes, the record does not.
    """

    order = models.ForeignKey(
        SupervisionOrder, verbose_name=_("order"), on_delete=models.PROTECT, related_name="records"
    )
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    unit_name = models.CharField(_("name of the unit"), max_length=255)
    concerned = models.CharField(_("concerns"), max_length=10, choices=Concerned)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="accountability_records",
    )
    person_name = models.CharField(_("name"), max_length=300, blank=True)
    decision = models.CharField(_("decision"), max_length=15, choices=Decision)
    words = models.TextField(_("what happened"), max_length=WORDS_LIMIT, blank=True)
    basis = models.CharField(_("basis"), max_length=REASON_LIMIT)
    decided_on = models.DateField(_("decided on"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("written at"))

    appeal = models.TextField(_("appeal"), max_length=WORDS_LIMIT, blank=True)
    appealed_at = models.DateTimeField(_("appealed at"), null=True)
    outcome = models.CharField(_("outcome of the appeal"), max_length=10, choices=AppealOutcome, blank=True)
    outcome_words = models.TextField(_("reason of the outcome"), max_length=WORDS_LIMIT, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome_at = models.DateTimeField(_("decided about the appeal at"), null=True)

    removal_on = models.DateField(_("name is removed on"), null=True)
    removed_at = models.DateTimeField(_("name was removed at"), null=True)

    objects = AccountabilityRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("accountability record")
        verbose_name_plural = _("accountability records")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concerned=Concerned.UNIT, person=None, person_name="", removal_on=None)
                | Q(concerned=Concerned.PERSON, removal_on__isnull=False),
                name="record_of_a_person_has_a_removal_day",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None)
                | Q(person=None, person_name="", words="", appeal="", outcome_words=""),
                name="removed_name_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None)
                | Q(outcome__in=AppealOutcome.values, outcome_at__isnull=False, appealed_at__isnull=False),
                name="an_outcome_answers_an_appeal",
            ),
        ]
        indexes = [
            models.Index(
                fields=["removal_on"],
                condition=Q(removed_at=None, removal_on__isnull=False),
                name="records_to_remove",
            ),
        ]

    def __str__(self):
        # Logs keep this for ever, and a name goes when its time has come.
        return f"{self.order} · {self.get_decision_display()}"

    def get_absolute_url(self):
        return reverse("supervision_record", args=[self.pk])

    @property
    def is_lifted(self) -> bool:
        return self.outcome == AppealOutcome.LIFTED

    @property
    def appeal_until(self):
        """Return the moment until which those concerned may appeal."""
        return self.made_at + APPEAL_WITHIN
