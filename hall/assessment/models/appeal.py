from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.assessment.enums import AppealState
from hall.assessment.models.month import Scorecard
from hall.assessment.querysets import AppealQuerySet
from hall.assessment.subjects import FACT_LABELS, SUBJECTS
from portal.core.models import WrittenOnce
from portal.core.private_files import private_storage

WORDS_LIMIT = 1_000


class Appeal(models.Model):
    """A unit says that a number of its scorecard is wrong, and by what that can be seen. The desk decides it."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="appeals")
    subject = models.CharField(_("about"), max_length=30)
    words = models.TextField(_("what is wrong, and how it can be seen"), max_length=WORDS_LIMIT)
    picture = models.FileField(
        _("picture that shows it"), storage=private_storage, upload_to="appeals/%Y/%m", blank=True
    )
    state = models.CharField(_("state"), max_length=10, choices=AppealState, default=AppealState.OPEN)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), max_length=WORDS_LIMIT, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["card", "subject"], name="one_appeal_per_line"),
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN, decided_at__isnull=True)
                | ~Q(state=AppealState.OPEN) & Q(decided_at__isnull=False) & ~Q(reason=""),
                name="decided_appeals_say_why",
            ),
        ]

    def __str__(self):
        return f"{self.card} · {self.label}"

    @property
    def label(self):
        return SUBJECTS[self.subject].label


class Correction(WrittenOnce):
    """A fact of a scorecard became another one, and why. Written once, so what was first computed can be told."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="corrections")
    appeal = models.ForeignKey(Appeal, null=True, on_delete=models.PROTECT, related_name="corrections")
    fact = models.CharField(_("fact"), max_length=30)
    before = models.CharField(_("before"), max_length=20)
    after = models.CharField(_("after"), max_length=20)
    total_before = models.DecimalField(_("points before"), max_digits=5, decimal_places=2)
    total_after = models.DecimalField(_("points after"), max_digits=5, decimal_places=2)
    reason = models.TextField(_("reason"), max_length=WORDS_LIMIT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("corrected at"))

    class Meta:
        verbose_name = _("correction of a scorecard")
        verbose_name_plural = _("corrections of scorecards")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.card} · {self.fact}: {self.before} → {self.after}"

    @property
    def label(self):
        return FACT_LABELS[self.fact]
