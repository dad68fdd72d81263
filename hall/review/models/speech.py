"""Plain speech in the database: the set phrases that the desk keeps, what writers answered, and what was found."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hall.review.enums import SpeechKind, SpeechRule
from hall.review.models.record import ReviewRecord
from hall.review.plain_speech import Phrase, why_not_find
from hall.review.plain_speech.folding import fold
from portal.core.plain_text import tidy

PHRASE_LIMIT = 40
REASON_LIMIT = 300
LIGHTEST, HEAVIEST = 0.1, 3


class SpeechPhrase(models.Model):
    """A set phrase of officialese with a plainer one. It belongs to the hall desk, whoever laid it in.

    `shipped_as` is what the phrase was called in the list that the software brought, so that it is laid in once.
    """

    phrase = models.CharField(
        _("set phrase"),
        max_length=PHRASE_LIMIT,
        unique=True,
        help_text=_("… stands for a few words in between; ^ in front means: only where a clause begins."),
        error_messages={"unique": _("This phrase is in the list already.")},
    )
    plainer = models.CharField(
        _("plainer words"),
        max_length=60,
        blank=True,
        help_text=_("Offered to the writer. Empty where only the writer can know them."),
    )
    kind = models.CharField(
        _("kind of phrase"), max_length=10, choices=SpeechKind, default=SpeechKind.INFLATED
    )
    weight = models.FloatField(
        _("weight"),
        default=1.5,
        validators=[MinValueValidator(LIGHTEST), MaxValueValidator(HEAVIEST)],
        help_text=_("2 for what nobody says across a counter, under 1 for what notices need."),
    )
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Switched off, a phrase gives no hints and counts nothing.")
    )
    shipped_as = models.CharField(max_length=PHRASE_LIMIT, blank=True, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("set phrase")
        verbose_name_plural = _("set phrases")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(phrase=""), name="speech_phrase_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=LIGHTEST, weight__lte=HEAVIEST), name="speech_phrase_weighs"
            ),
        ]

    def __str__(self):
        return self.phrase

    def clean(self):
        self.phrase = fold(tidy(self.phrase).strip()).replace("……", "…")
        self.plainer = tidy(self.plainer).strip().replace("……", "…")
        if reason := why_not_find(Phrase(self.phrase, self.plainer)):
            raise ValidationError({"phrase": reason})


class SpeechDismissal(models.Model):
    """A writer's answer to a hint: why these words stay as they are on this page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="speech_dismissals")
    rule = models.CharField(_("rule"), max_length=20, choices=SpeechRule)
    words = models.TextField(_("words"))
    # A whole sentence may be longer than what an index takes.
    words_digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="speech_dismissals"
    )
    person_name = models.CharField(_("name"), max_length=300)
    dismissed_at = models.DateTimeField(_("dismissed at"), default=timezone.now)

    class Meta:
        verbose_name = _("dismissed hint")
        verbose_name_plural = _("dismissed hints")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("page", "rule", "words_digest", name="speech_hint_dismissed_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="speech_dismissal_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.words}: {self.reason}"

    @property
    def key(self) -> str:
        """Return the key of the hint that this answers, see `plain_speech.Hint`."""
        return f"{self.rule}:{self.words}"

    @staticmethod
    def digest(words: str) -> str:
        return hashlib.sha256(words.encode()).hexdigest()


class SpeechFinding(models.Model):
    """One hint in a text as it was submitted, kept to be counted. The line of its submission names page and unit."""

    record = models.ForeignKey(ReviewRecord, on_delete=models.CASCADE, related_name="speech_findings")
    rule = models.CharField(_("rule"), max_length=20, choices=SpeechRule)
    phrase = models.CharField(_("set phrase"), max_length=PHRASE_LIMIT, blank=True)
    words = models.TextField(_("words"))
    # Kept beside the dismissal itself, which goes with its page.
    dismissal_reason = models.CharField(_("reason"), max_length=REASON_LIMIT, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), db_index=True)

    class Meta:
        verbose_name = _("speech finding")
        verbose_name_plural = _("speech findings")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_rule_display()}: {self.words}"
