from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from hall.campaigns.enums import EventKind, QuestionState
from hall.campaigns.models.base import EventPage
from portal.core.plain_text import tidy
from units.own_files import OwnPictureChooser

GUESTS_AT_MOST = 6
NAME_LIMIT = 40
QUESTION_LIMIT = 500
ANSWER_LIMIT = 3_000


class InterviewPage(EventPage):
    """Guests answer what citizens ask, before and during. Afterwards its page is the transcript."""

    kind = EventKind.INTERVIEW
    screen = "campaigns_interview"

    content_panels = [
        *EventPage.content_panels,
        InlinePanel("guests", heading=_("Guests"), label=_("Guest"), min_num=1, max_num=GUESTS_AT_MOST),
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    def why_incomplete(self):
        return "" if self.guests.exists() else gettext("Name a guest before you submit.")


class InterviewGuest(Orderable):
    """Who answers; reviewed with the page."""

    page = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=NAME_LIMIT)
    role = models.CharField(_("office or profession"), max_length=80)
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("picture", widget=OwnPictureChooser),
    ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.name, self.role = (" ".join(tidy(words).split()) for words in (self.name, self.role))


class InterviewQuestion(models.Model):
    """What a citizen asks, screened by the host before anybody else reads it.

    `speaker` and `speaker_role` are those of the guest when the answer was given: the page may change its guests.
    """

    wagtail_reference_index_ignore = True
    # The words as safe HTML, once a read has dressed them.
    text_html = answer_html = ""

    event = models.ForeignKey(InterviewPage, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="interview_questions"
    )
    name = models.CharField(_("name that readers see"), max_length=60, blank=True)
    text = models.TextField(_("text"), max_length=QUESTION_LIMIT)
    asked_at = models.DateTimeField(_("asked at"))
    # The form was given it: a form that is sent ten times is one question.
    token = models.CharField(max_length=32)

    state = models.CharField(_("state"), max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    position = models.PositiveIntegerField(_("order"), default=0)
    answer = models.TextField(_("answer"), max_length=ANSWER_LIMIT, blank=True)
    speaker = models.CharField(
        pgettext_lazy("of an interview", "who answers"), max_length=NAME_LIMIT, blank=True
    )
    speaker_role = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    changed_at = models.DateTimeField(null=True)
    concern_address = models.CharField(_("address of the concern"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("interview question")
        verbose_name_plural = _("interview questions")
        constraints = [
            models.UniqueConstraint(fields=["asker", "token"], name="one_interview_question_per_form"),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED)
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(speaker="")),
                name="answered_questions_have_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "position", "id"], name="questions_of_interview")]

    def __str__(self):
        # Logs keep this for ever, and the words belong to their writer.
        return gettext("Question %(number)s") % {"number": self.pk}

    @property
    def asked_by(self) -> str:
        """The name that readers see."""
        return self.name or gettext("A resident")
