from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.querysets import CommentQuerySet
from units.models import UnitPage

TEXT_LIMIT = 2_000
NAME_LIMIT = 60
REASON_LIMIT = 300


class Comment(models.Model):
    """What somebody says under a page: a citizen in their own name, or a unit officially.

    Threads have two levels: `parent` is the comment at the top, `answers` the reply below it that this one answers.
    `original_text` is what was typed, and stays. `page_unit` is the unit whose page it is; None is the hall desk's.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="hall_comments"
    )
    page_unit = models.ForeignKey(
        UnitPage,
        verbose_name=_("unit of the page"),
        null=True,
        on_delete=models.CASCADE,
        related_name="comments_received",
    )
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    answers = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("writer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    name = models.CharField(_("name that readers see"), max_length=NAME_LIMIT, blank=True)
    unit = models.ForeignKey(
        UnitPage,
        verbose_name=_("unit that speaks"),
        null=True,
        on_delete=models.CASCADE,
        related_name="comments_said",
    )
    text = models.TextField(_("text"), max_length=TEXT_LIMIT)
    original_text = models.TextField(_("text as it was typed"))
    state = models.CharField(_("state"), max_length=10, choices=CommentState, default=CommentState.HELD)
    held_because = models.CharField(_("why it waits"), max_length=10, choices=HeldBecause, blank=True)
    held_word = models.CharField(_("word that holds it"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("written at"))
    shown_at = models.DateTimeField(_("public since"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    hidden_reason = models.CharField(_("why it is hidden"), max_length=REASON_LIMIT, blank=True)
    concern_address = models.CharField(_("address of the concern"), max_length=200, blank=True)
    wants_mail = models.BooleanField(_("the writer wants mail"), default=False)
    # Of an official answer: whoever is answered has had the letter about it.
    told_at = models.DateTimeField(_("told at"), null=True, editable=False)
    # The form was given it: a form that is sent ten times is one comment.
    token = models.CharField(max_length=32)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the public", "comment")
        verbose_name_plural = pgettext_lazy("of the public", "comments")
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_comment_per_form"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="no_comment_stands_under_itself"
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(parent__isnull=False),
                name="who_answers_stands_under_a_comment",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.SHOWN) | Q(shown_at__isnull=False),
                name="shown_comments_know_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.HIDDEN) | ~Q(hidden_reason=""),
                name="hidden_comments_say_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.HELD) | ~Q(held_because=""), name="held_comments_say_why"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True)
                | ~Q(state=CommentState.SHOWN)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("author")),
                name="nobody_shows_their_own_official_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["page", "-created_at", "-id"],
                condition=Q(parent__isnull=True),
                name="comments_of_page",
            ),
            models.Index(fields=["parent", "created_at", "id"], name="comments_below"),
            models.Index(fields=["author", "-created_at", "-id"], name="comments_of_writer"),
            models.Index(
                fields=["page_unit", "created_at"], condition=Q(state="held"), name="comments_waiting"
            ),
            models.Index(
                fields=["-created_at", "-id"], condition=Q(unit__isnull=True), name="comments_of_citizens"
            ),
        ]

    def __str__(self):
        # Logs keep this for ever, and the words belong to their writer.
        return gettext("Comment %(number)s") % {"number": self.pk}

    def get_absolute_url(self):
        place = f"#comment-{self.pk}" if self.parent_id else ""
        return reverse("comment", args=[self.pk]) + place

    @property
    def said_by(self) -> str:
        """The name that readers see."""
        return self.name or gettext("Closed account")

    def is_official(self) -> bool:
        return self.unit_id is not None
