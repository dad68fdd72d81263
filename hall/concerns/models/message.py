from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.concerns.enums import MessageKind, Voice
from hall.concerns.models.concern import TEXT_LIMIT, Concern
from units.models import UnitPage


class MessageQuerySet(models.QuerySet):
    def of_asker(self):
        return self.filter(voice=Voice.CITIZEN)

    def asked_back(self):
        return self.filter(kind=MessageKind.ASKED_BACK)


class Message(models.Model):
    """What somebody wrote in the thread of a concern after it was asked; answers are rows of their own.

    It is private, also where the concern is public: who asked and those who answer read it, and nobody else.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind, default=MessageKind.ADDED)
    voice = models.CharField(_("voice"), max_length=10, choices=Voice)
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("text"), max_length=TEXT_LIMIT)
    token = models.CharField(_("token of the form"), max_length=64, blank=True)
    written_at = models.DateTimeField(_("written at"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "token"], condition=~Q(token=""), name="message_is_written_once_by_a_form"
            ),
            models.CheckConstraint(
                condition=~Q(voice=Voice.UNIT) | Q(unit__isnull=False), name="unit_that_writes_is_named"
            ),
            models.CheckConstraint(
                condition=Q(kind=MessageKind.ASKED_BACK, voice__in=[Voice.UNIT, Voice.DESK])
                | (~Q(kind=MessageKind.ASKED_BACK) & Q(voice=Voice.CITIZEN)),
                name="those_who_answer_only_ask_back",
            ),
        ]

    def __str__(self):
        return f"{self.concern} {self.written_at:%Y-%m-%d %H:%M}"
