from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import RadioSelect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from hall.campaigns.models.entry import EventEntry
from hall.campaigns.survey.blocks import QuestionsBlock
from hall.campaigns.survey.editor import SurveyForm
from hall.campaigns.survey.enums import ResultsFrom, WhoAnswers
from hall.campaigns.survey.structure import (
    VERSION_LENGTH,
    Question,
    read_questions,
    version_of,
    why_not_change,
)
from portal.core.refusals import refuse_if

KEY_LENGTH = 36
DIGEST_LENGTH = 64
TEXT_LIMIT = 1_000


class SurveyPage(EventPage):
    """Questions to everybody, each of whom answers once. What was answered is rows; what was asked stays as it was."""

    kind = EventKind.SURVEY
    screen = "campaigns_survey"
    base_form_class = SurveyForm

    questions = StreamField(
        QuestionsBlock(),
        verbose_name=_("questions"),
        blank=True,
        help_text=_(
            "Once people have answered, questions may be added, but those answered stay as they are."
        ),
    )
    who_answers = models.CharField(
        _("who answers"),
        max_length=8,
        choices=WhoAnswers,
        default=WhoAnswers.PERSON,
        help_text=_(
            "Once on each device is weak: whoever uses another browser or clears this one answers again. "
            "The page says so to readers."
        ),
    )
    results_from = models.CharField(
        _("readers see the results"), max_length=8, choices=ResultsFrom, default=ResultsFrom.END
    )

    content_panels = [
        *EventPage.content_panels,
        FieldPanel("questions"),
        FieldPanel("who_answers", widget=RadioSelect),
        FieldPanel("results_from", widget=RadioSelect),
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def clean(self):
        super().clean()
        _questions, problems = read_questions(self.questions)
        reasons = [
            gettext("Question %(number)d: %(problem)s") % {"number": place + 1, "problem": problem}
            for place, problem in problems.items()
        ]
        if reason := self.why_not_ask_otherwise():
            reasons.append(reason)
        if reasons:
            raise ValidationError({"questions": reasons})

    @transaction.atomic
    def save(self, *args, **kwargs):
        # Publication comes here. The entry is what answers wait for, so none comes in between.
        if self.pk:
            EventEntry.objects.select_for_update().filter(page=self.pk).first()
            refuse_if(self.why_not_ask_otherwise())
        return super().save(*args, **kwargs)

    def why_not_ask_otherwise(self) -> str:
        """Say why the questions may not become these, once some were answered."""
        if not self.pk or not SurveyAnswer.objects.filter(page=self.pk).exists():
            return ""
        before = SurveyPage.objects.get(pk=self.pk)
        if before.who_answers != self.who_answers:
            return gettext("People have answered by the rule that stands here, so it stays.")
        return why_not_change(before.asked, read_questions(self.questions)[0])

    def why_incomplete(self) -> str:
        if not self.questions:
            return gettext("Write a question first.")
        try:
            self.questions.stream_block.clean(self.questions)
        except ValidationError:
            return gettext("Some questions are not complete yet.")
        return ""

    @cached_property
    def asked(self) -> list[Question]:
        return read_questions(self.questions)[0]

    @property
    def answers_by_device(self) -> bool:
        return self.who_answers == WhoAnswers.DEVICE

    @property
    def version(self) -> str:
        return version_of(self.asked)


class SurveyTally(models.Model):
    """How many have answered, for readers; counted up with each answer."""

    page = models.OneToOneField(SurveyPage, on_delete=models.CASCADE, related_name="tally")
    total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number of answers")
        verbose_name_plural = _("numbers of answers")

    def __str__(self):
        return f"{self.page_id}: {self.total}"


class SurveyAnswer(models.Model):
    """That somebody has answered a survey: a person who signed in, or a device. Neither stands in any export.

    Digests are made anew for each survey, so nobody can be followed from one to the next.
    """

    page = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="survey_answers"
    )
    device_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    address_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    version = models.CharField(max_length=VERSION_LENGTH)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="survey_person_once"),
            models.UniqueConstraint(
                fields=["page", "device_digest"],
                condition=~models.Q(device_digest=""),
                name="survey_device_once",
            ),
        ]
        indexes = [models.Index(fields=["page", "address_digest"], name="survey_by_address")]

    def __str__(self):
        return f"{self.page_id} {self.sent_at:%F %T}"


class SurveyValue(models.Model):
    """One thing that an answer says: one choice, one line of a matrix, the place of one thing, or words.

    `question`, `part` and `value` are keys of blocks; a place is a number. So counting is one GROUP BY.
    """

    answer = models.ForeignKey(SurveyAnswer, on_delete=models.CASCADE, related_name="values")
    question = models.CharField(max_length=KEY_LENGTH)
    part = models.CharField(max_length=KEY_LENGTH, blank=True)
    value = models.CharField(max_length=KEY_LENGTH, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("value of an answer")
        verbose_name_plural = _("values of answers")
        constraints = [
            models.UniqueConstraint(fields=["answer", "question", "part", "value"], name="survey_value_once")
        ]
        indexes = [models.Index(fields=["question", "part", "value"], name="survey_values_counted")]

    def __str__(self):
        return f"{self.answer_id} {self.question}"
