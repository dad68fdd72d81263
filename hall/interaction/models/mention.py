from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.interaction.enums import MentionEnd, WordsKind
from hall.interaction.querysets import MentionQuerySet

EXCERPT_LIMIT = 200
REASON_LIMIT = 200


class Mention(models.Model):
    """Public words that call a unit by its name: `@平安河源`. It waits in the unit's inbox until it is settled.

    `kind` and `key` are those of `words_shown`: this floor need not know what a concern's answer is.
    """

    unit = models.ForeignKey(
        "units.UnitPage", verbose_name=_("unit"), on_delete=models.CASCADE, related_name="mentions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WordsKind)
    key = models.PositiveBigIntegerField(_("number"))
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(_("address"), max_length=500)
    excerpt = models.CharField(_("words"), max_length=EXCERPT_LIMIT)
    speaker = models.ForeignKey(
        "units.UnitPage", verbose_name=_("speaker"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("who"), max_length=60, blank=True)
    at = models.DateTimeField(_("said at"))

    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    how = models.CharField(_("how"), max_length=10, choices=MentionEnd, blank=True)
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT, blank=True)
    settled_with = models.PositiveBigIntegerField(_("settled with"), null=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "key"], name="one_mention_per_unit_and_words"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, how="", settled_with__isnull=True)
                | Q(settled_at__isnull=False, how__in=MentionEnd.values),
                name="settled_mentions_say_how",
            ),
            models.CheckConstraint(
                condition=~Q(how=MentionEnd.NO_ANSWER) | ~Q(reason=""), name="no_answer_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "at", "id"], name="mentions_open", condition=Q(settled_at=None)),
            models.Index(fields=["-at", "-id"], name="mentions_open_newest", condition=Q(settled_at=None)),
            models.Index(fields=["unit", "-settled_at", "-id"], name="mentions_settled"),
            models.Index(fields=["kind", "key"], name="mentions_in_words"),
        ]

    def __str__(self):
        return f"@{self.unit_id} {self.kind} {self.key}"

    @property
    def is_open(self):
        return self.settled_at is None
