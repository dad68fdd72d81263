from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from portal.core.plain_text import tidy

QUESTION_LIMIT = 120


class TopicPage(EventPage):
    """A question of the day. People discuss it below the page; the host chooses voices and sums up in the results."""

    kind = EventKind.TOPIC
    screen = "campaigns_topic"

    question = models.CharField(
        _("question of the day"),
        max_length=QUESTION_LIMIT,
        blank=True,
        help_text=_("Shown large, and on the front page. Left empty, the title asks."),
    )

    content_panels = [
        *EventPage.content_panels[:1],
        FieldPanel("question"),
        *EventPage.content_panels[1:],
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("topic of the day")
        verbose_name_plural = _("topics of the day")

    def clean(self):
        super().clean()
        self.question = " ".join(tidy(self.question).split())


class TopicVoice(models.Model):
    """What somebody said in public below a topic, as long as it is public. The host may choose it.

    `comment_key` is the key of `words_shown`: this floor need not know what a comment is.
    """

    wagtail_reference_index_ignore = True
    # The words as safe HTML, once a read has dressed them.
    html = ""

    event = models.ForeignKey(TopicPage, on_delete=models.CASCADE, related_name="voices")
    comment_key = models.PositiveBigIntegerField(_("number"), unique=True)
    text = models.TextField(_("text"))
    name = models.CharField(_("who"), max_length=60, blank=True)
    unit = models.ForeignKey("units.UnitPage", null=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(_("address"), max_length=500)
    said_at = models.DateTimeField(_("said at"))
    chosen_at = models.DateTimeField(_("chosen at"), null=True)

    class Meta:
        verbose_name = _("topic voice")
        verbose_name_plural = _("topic voices")
        indexes = [models.Index(fields=["event", "-said_at", "-id"], name="voices_of_topic")]

    def __str__(self):
        # Logs keep this for ever, and the words belong to their writer.
        return f"{self.event_id} {self.comment_key}"
