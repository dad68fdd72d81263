from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hall.concerns.deadlines import Deadline
from hall.concerns.enums import (
    UNANSWERED_OUTCOMES,
    UNANSWERED_STATES,
    WITH_UNIT_STATES,
    AnswerState,
    ConcernState,
    Outcome,
)
from hall.concerns.models.kind import ConcernKind
from hall.concerns.querysets import ConcernQuerySet
from units.models import UnitPage

SUBJECT_LIMIT = 60
TEXT_LIMIT = 3_000
NAME_LIMIT = 20
REASON_LIMIT = 300


class Concern(models.Model):
    """A question that somebody put to a unit, or to the hall: it has an owner, a clock and an end (BRIEF M11, M15).

    `subject` and `text` are as they were written and are shown to those whom `why_not_see` lets in; everybody else
    reads the `public_` words, after a moderator has shown them: the same words with those in `masks` replaced. Only the
    digest of the code is kept.

    `asked_back_at` says that those who answer have put a question to who asked, `unread_since` that who asked has
    written something that they have not dealt with. Neither moves the deadline.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    day = models.DateField(_("day"))
    sequence = models.PositiveIntegerField(_("number in the day"))
    code_digest = models.CharField(_("digest of the code"), max_length=64)
    token = models.CharField(_("token of the form"), max_length=64, unique=True)

    state = models.CharField(_("state"), max_length=10, choices=ConcernState, default=ConcernState.RECEIVED)
    outcome = models.CharField(_("how it was closed"), max_length=10, choices=Outcome, blank=True)
    unit = models.ForeignKey(
        UnitPage,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="concerns",
    )
    subject = models.CharField(_("subject"), max_length=SUBJECT_LIMIT)
    text = models.TextField(_("text"), max_length=TEXT_LIMIT)
    is_private = models.BooleanField(_("private"))
    page = models.ForeignKey(
        Page,
        verbose_name=_("asked on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who asked"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="concerns",
    )
    asker_name = models.CharField(_("name"), max_length=NAME_LIMIT, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    kind = models.ForeignKey(
        ConcernKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="concerns"
    )
    due_on = models.DateField(_("to be answered by"))
    counted = models.JSONField(_("how it was counted"))
    received_at = models.DateTimeField(_("received at"))
    assigned_at = models.DateTimeField(_("with the unit since"), null=True, blank=True)
    first_answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reopened_at = models.DateTimeField(_("opened again at"), null=True, blank=True)
    reopened_times = models.PositiveSmallIntegerField(_("times opened again"), default=0)
    asked_back_at = models.DateTimeField(_("waits for who asked since"), null=True, blank=True)
    unread_since = models.DateTimeField(_("who asked has written"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("rating"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    rated_at = models.DateTimeField(_("rated at"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("joined to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
    )

    shown_at = models.DateTimeField(_("public since"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True)
    hidden_reason = models.CharField(_("reason for hiding"), max_length=REASON_LIMIT, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderated by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moderated_at = models.DateTimeField(_("moderated at"), null=True, blank=True)
    masks = models.JSONField(_("what is masked"), default=dict, blank=True)
    shows_with_answer = models.BooleanField(_("becomes public with its answer"), default=False)
    public_subject = models.CharField(_("public subject"), max_length=SUBJECT_LIMIT, blank=True)
    public_text = models.TextField(_("public text"), blank=True)
    public_answer = models.TextField(_("public answer"), blank=True)
    answer_shown_at = models.DateTimeField(_("answer public since"), null=True, blank=True)
    days_taken = models.PositiveSmallIntegerField(
        _("working days to the first answer"), null=True, blank=True
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "sequence"], name="concerns_of_a_day_are_numbered"),
            models.CheckConstraint(condition=Q(state__in=ConcernState.values), name="concern_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=ConcernState.CLOSED, closed_at__isnull=False, outcome__in=Outcome.values)
                | (~Q(state=ConcernState.CLOSED) & Q(closed_at__isnull=True, outcome="")),
                name="concern_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConcernState.CLOSED)
                | Q(asked_back_at__isnull=True, unread_since__isnull=True),
                name="closed_concern_waits_for_no_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*WITH_UNIT_STATES, ConcernState.ANSWERED]) | Q(unit__isnull=False),
                name="concern_on_its_way_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConcernState.RECEIVED) | Q(unit__isnull=True),
                name="received_concern_is_the_desks",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConcernState.ANSWERED) | Q(answered_at__isnull=False),
                name="answered_concern_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True, rated_at__isnull=True)
                | Q(rating__range=(1, 5), rated_at__isnull=False),
                name="rating_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False, outcome=Outcome.MERGED)
                | (Q(merged_into__isnull=True) & ~Q(outcome=Outcome.MERGED)),
                name="merged_concern_points_to_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk")),
                name="concern_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True)
                | (Q(is_private=False) & ~Q(public_subject="") & ~Q(public_text="")),
                name="private_concern_is_never_shown",
            ),
            models.CheckConstraint(
                condition=Q(shows_with_answer=False)
                | Q(is_private=False, shown_at__isnull=True, hidden_at__isnull=True),
                name="concern_shown_later_is_not_shown_yet",
            ),
            models.CheckConstraint(
                condition=Q(answer_shown_at__isnull=True) | ~Q(public_answer=""),
                name="shown_answer_has_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(state__in=UNANSWERED_STATES), name="concern_unanswered_by_due"
            ),
            models.Index(fields=["unit", "state", "due_on"], name="concern_of_unit"),
            models.Index(
                fields=["unread_since"], condition=Q(unread_since__isnull=False), name="concern_unread"
            ),
            models.Index(fields=["-shown_at", "-id"], name="concern_shown"),
            models.Index(fields=["unit", "-shown_at", "-id"], name="concern_shown_of_unit"),
            models.Index(fields=["asker", "-received_at"], name="concern_of_asker"),
            models.Index(fields=["-received_at", "-id"], name="concern_newest"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Return the address of the public concern."""
        return reverse("concern", args=[self.number])

    @property
    def deadline(self) -> Deadline:
        return Deadline.from_json(self.counted)

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read the public words. The same as `ConcernQuerySet.public`."""
        return (
            not self.is_private
            and self.shown_at is not None
            and self.hidden_at is None
            and self.outcome not in UNANSWERED_OUTCOMES
        )

    def shown_answer(self):
        """Return the answer whose public words everybody may read; a newer one may wait for a moderator."""
        if self.answer_shown_at is None:
            return None
        sent = self.answers.filter(state=AnswerState.SENT, sent_at__lte=self.answer_shown_at)
        return sent.order_by("sent_at", "pk").last()

    def is_open(self) -> bool:
        """Tell whether somebody owes an answer."""
        return self.state in UNANSWERED_STATES

    def is_overdue(self, today) -> bool:
        return self.is_open() and today > self.due_on
