from django.conf import settings
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from hall.assessment.enums import SessionState
from hall.assessment.querysets import SeatQuerySet, TrainingSessionQuerySet
from hall.assessment.training.blocks import MOST_QUESTIONS, QuestionBlock
from hall.assessment.training.kept_files import KeptFileInput
from hall.assessment.training.quiz import Question, questions_of
from hall.assessment.training.session_form import FILE_KINDS, TrainingSessionForm
from portal.core.blocks import SteadyStreamBlock
from portal.core.private_files import private_storage
from units.enums import UNIT_ROLES, Role
from units.models import UnitPage

PLACE_LIMIT = 120
REASON_LIMIT = 200
ACCEPTED = ",".join(f".{kind}" for kind in FILE_KINDS)


class QuizBlock(SteadyStreamBlock):
    question = QuestionBlock()

    class Meta:
        max_num = MOST_QUESTIONS


class TrainingSession(ClusterableModel):
    """A class of the year's training plan (BRIEF M18). The desk plans it, opens it to the units, may call it off."""

    title = models.CharField(_("title"), max_length=80)
    description = models.TextField(_("what it is about"), max_length=2000)
    place = models.CharField(
        _("place"),
        max_length=PLACE_LIMIT,
        blank=True,
        help_text=_("Empty for a session that is only online."),
    )
    online_url = models.URLField(_("address of the online session"), blank=True)
    begins_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    hours = models.DecimalField(
        _("hours on the certificate"),
        max_digits=4,
        decimal_places=1,
        default=2,
        validators=[MinValueValidator(0.5), MaxValueValidator(200)],
    )
    seats_total = models.PositiveSmallIntegerField(
        _("places in all"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    seats_per_unit = models.PositiveSmallIntegerField(
        _("places for each unit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    roles = models.JSONField(_("for whom"), default=list, blank=True)
    questions = StreamField(QuizBlock(required=False), verbose_name=_("quiz"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("passed from (per cent)"), default=60, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    moved_at = models.DateTimeField(_("time or place changed at"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    why_cancelled = models.CharField(
        _("why it was cancelled"), max_length=REASON_LIMIT, blank=True, editable=False
    )

    objects = TrainingSessionQuerySet.as_manager()

    base_form_class = TrainingSessionForm

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("online_url")]),
        FieldPanel("roles"),
        FieldRowPanel([FieldPanel("seats_total"), FieldPanel("seats_per_unit"), FieldPanel("hours")]),
        InlinePanel("materials", heading=_("Material"), label=_("Material")),
        MultiFieldPanel(
            [FieldPanel("questions"), FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempts")])],
            heading=_("Quiz"),
        ),
    ]

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="training_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(why_cancelled=""),
                name="cancelled_training_says_why",
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online_url=""), name="training_is_somewhere"),
        ]

    def __str__(self):
        return self.title

    def state(self, now) -> SessionState:
        if self.cancelled_at:
            return SessionState.CANCELLED
        if self.opened_at is None:
            return SessionState.PLANNED
        if now >= self.ends_at:
            return SessionState.HELD
        return SessionState.RUNNING if now >= self.begins_at else SessionState.OPEN

    def whereabouts(self) -> tuple:
        """Return when and where it is: what people who have a place must be told when it changes."""
        return self.begins_at, self.ends_at, self.place, self.online_url

    def roles_meant(self) -> list[str]:
        """Return the teams of a unit whose people should come: all where none is named."""
        return [role for role in UNIT_ROLES if role in self.roles] or list(UNIT_ROLES)

    @property
    def role_labels(self) -> list:
        return [Role(role).label for role in self.roles_meant()]

    def quiz(self) -> list[Question]:
        return questions_of(self.questions)


class TrainingMaterial(Orderable):
    """A file or a link that belongs to a session. Only those who sign in here read the file."""

    session = ParentalKey(TrainingSession, on_delete=models.CASCADE, related_name="materials")
    words = models.CharField(pgettext_lazy("of material", "name"), max_length=80)
    url = models.URLField(_("link"), blank=True)
    file = models.FileField(
        _("file"),
        storage=private_storage,
        upload_to="training/%Y/%m",
        blank=True,
        validators=[FileExtensionValidator(list(FILE_KINDS))],
        help_text=_("PDF, Word, PowerPoint, Excel or a picture, 20 MB at most."),
    )

    panels = [
        FieldPanel("words"),
        FieldRowPanel(
            [FieldPanel("url"), FieldPanel("file", widget=KeptFileInput(attrs={"accept": ACCEPTED}))]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("material")

    def __str__(self):
        return self.words


class TrainingSeat(models.Model):
    """One person's place in a session, for a unit. It still counts when the person has left the hall."""

    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="seats")
    unit = models.ForeignKey(UnitPage, on_delete=models.CASCADE, related_name="training_seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="training_seats"
    )
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    enrolled_at = models.DateTimeField(_("enrolled at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True)
    attended_at = models.DateTimeField(_("attended at"), null=True)
    certified_at = models.DateTimeField(_("certified at"), null=True)
    certificate_number = models.PositiveIntegerField(_("number of the certificate"), null=True)
    certificate_code = models.CharField(max_length=20, null=True, unique=True)  # noqa: DJ001 unique where there is one

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a training session")
        verbose_name_plural = _("places in training sessions")
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_training_seat_each"),
            models.UniqueConstraint(
                fields=["session", "certificate_number"], name="one_certificate_per_number"
            ),
            models.CheckConstraint(
                condition=Q(certified_at__isnull=True, certificate_number__isnull=True)
                | Q(certified_at__isnull=False, certificate_number__isnull=False, attended_at__isnull=False),
                name="certificates_are_for_those_who_came",
            ),
        ]

    def __str__(self):
        return str(self.person or "")

    @property
    def certificate(self) -> str:
        """The number on the certificate; empty without one."""
        if self.certificate_number is None:
            return ""
        return f"培{self.session.begins_at.year}-{self.session_id:03}-{self.certificate_number:03}"


class QuizAttempt(models.Model):
    """One try at the quiz, marked when it was sent. `given` holds the chosen keys of each question."""

    seat = models.ForeignKey(TrainingSeat, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"))
    given = models.JSONField(_("answers"))
    right = models.PositiveSmallIntegerField(_("answered right"))
    total = models.PositiveSmallIntegerField(_("questions"))
    is_passed = models.BooleanField(_("passed"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("attempt at a quiz")
        verbose_name_plural = _("attempts at quizzes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "number"], name="one_attempt_per_number"),
            models.CheckConstraint(condition=Q(right__lte=F("total")), name="no_more_right_than_asked"),
        ]

    def __str__(self):
        return f"{self.right}/{self.total}"
