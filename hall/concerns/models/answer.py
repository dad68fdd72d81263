from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.concerns.enums import AnswerState
from hall.concerns.models.concern import REASON_LIMIT, TEXT_LIMIT, Concern
from hall.enums import ReviewLevel
from hall.models import Category
from units.models import UnitPage


class Answer(models.Model):
    """A unit's answer on its way: drafted, reviewed as its category demands, sent. A reopened concern gets another.

    Followers hear of each once, however often it is hidden and shown again.

    `writers` are all who worked on the text: none of them approves it. `due_on` is the deadline under which it was
    sent, kept because a reopened concern gets a new one.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="concern_answers"
    )
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="concern_answers"
    )
    text = models.TextField(_("text"), max_length=TEXT_LIMIT, blank=True)
    dismissed_hints = models.JSONField(_("dismissed hints"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=15, choices=AnswerState, default=AnswerState.DRAFT)
    levels = models.PositiveSmallIntegerField(_("review steps"), choices=ReviewLevel, null=True, blank=True)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("writers"), related_name="concern_answers", blank=True
    )
    created_at = models.DateTimeField(_("created at"))
    edited_at = models.DateTimeField(_("edited at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    returned_reason = models.CharField(_("reason for returning"), max_length=REASON_LIMIT, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    due_on = models.DateField(_("was to be answered by"), null=True, blank=True)
    followers_told_at = models.DateTimeField(_("followers told at"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern"], condition=~Q(state=AnswerState.SENT), name="one_answer_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=AnswerState.SENT, sent_at__isnull=False, due_on__isnull=False)
                | (~Q(state=AnswerState.SENT) & Q(sent_at__isnull=True)),
                name="sent_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=AnswerState.SENT) | Q(followers_told_at__isnull=True),
                name="followers_hear_of_sent_answers",
            ),
            models.CheckConstraint(
                condition=Q(state=AnswerState.DRAFT) | (~Q(text="") & Q(levels__isnull=False)),
                name="answer_under_review_has_words",
            ),
        ]

    def __str__(self):
        return f"{self.concern} · {self.unit.title}"


class AnswerApproval(models.Model):
    """Somebody's yes to exactly the text of an answer that `digest` is of. A changed text needs it again."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="approvals")
    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("approved at"))
    digest = models.CharField(_("digest of the text"), max_length=64)

    class Meta:
        verbose_name = _("approval of an answer")
        verbose_name_plural = _("approvals of answers")
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "level"], name="one_approval_for_each_step"),
            models.UniqueConstraint(fields=["answer", "by"], name="nobody_approves_an_answer_twice"),
        ]

    def __str__(self):
        return f"{self.answer} · {self.get_level_display()}"
