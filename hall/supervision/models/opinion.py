from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hall.concerns.models import Concern
from hall.interaction.models import Comment, Mention
from hall.supervision.models.opinion_source import ADDRESS_LIMIT, OpinionSource
from hall.supervision.opinion.enums import ENDED_STATES, OPEN_STATES, ItemEventKind, ItemState, Origin
from hall.supervision.opinion.querysets import OpinionItemQuerySet
from hall.supervision.opinion.terms import (
    LONGEST_CLOCK,
    MOST_BOOST,
    PICTURE_WORDS_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
)
from portal.core.models import WrittenOnce
from portal.core.private_files import private_storage
from units.models import UnitPage


def private_store():
    return private_storage


class OpinionLevel(models.Model):
    """How grave something is that people say, and how soon it must be answered and concluded.

    The times of an item were set when it was weighed; a change here moves none of them.
    """

    name = models.CharField(_("name"), max_length=20, unique=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), unique=True, help_text=_("The gravest has the highest.")
    )
    is_hot = models.BooleanField(
        _("is hot"), default=False, help_text=_("What is hot and gets no response in time is watched.")
    )
    first_hours = models.PositiveSmallIntegerField(
        _("hours to the first response"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CLOCK)],
    )
    conclude_hours = models.PositiveSmallIntegerField(
        _("hours to the conclusion"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CLOCK)],
    )
    in_working_hours = models.BooleanField(
        _("only working hours count"), default=True, help_text=_("Otherwise nights and holidays count too.")
    )

    class Meta:
        verbose_name = _("level of opinions")
        verbose_name_plural = _("levels of opinions")
        ordering = ["-rank"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conclude_hours__gte=F("first_hours")),
                name="nothing_is_concluded_before_it_is_answered",
                violation_error_message=_("The conclusion comes after the first response, or with it."),
            ),
        ]

    def __str__(self):
        return self.name


class OpinionItem(models.Model):
    """Something people say that the hall must know: out of a source, told by the hotline, shown by a screenshot.

    It may point to a concern, a comment or a mention of ours; then it holds none of their words.
    The two clocks run from the moment it was first weighed.
    """

    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    state = models.CharField(_("state"), max_length=12, choices=ItemState, default=ItemState.NEW)
    title = models.CharField(_("title"), max_length=TITLE_LIMIT)
    text = models.TextField(_("what is said"), max_length=TEXT_LIMIT, blank=True)
    link = models.CharField(_("address"), max_length=ADDRESS_LIMIT, blank=True)
    came_in_at = models.DateTimeField(_("came in at"))
    said_at = models.DateTimeField(_("said at"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    feed = models.ForeignKey(
        OpinionSource, verbose_name=_("source"), null=True, on_delete=models.SET_NULL, related_name="items"
    )
    # The feed's name for it, its address and its title as digests: what comes twice is taken once.
    guid_key = models.CharField(max_length=64, blank=True)
    link_key = models.CharField(max_length=64, blank=True)
    title_key = models.CharField(max_length=64, blank=True)

    picture = models.FileField(_("screenshot"), upload_to="opinion/%Y/%m", storage=private_store, blank=True)
    picture_words = models.CharField(
        _("what the screenshot shows"), max_length=PICTURE_WORDS_LIMIT, blank=True
    )
    concern = models.OneToOneField(Concern, null=True, on_delete=models.PROTECT, related_name="opinion_item")
    comment = models.OneToOneField(Comment, null=True, on_delete=models.SET_NULL, related_name="opinion_item")
    mention = models.OneToOneField(Mention, null=True, on_delete=models.SET_NULL, related_name="opinion_item")

    said_times = models.PositiveIntegerField(_("comments or calls"), default=0)
    alike = models.PositiveIntegerField(_("others that say the same"), default=0)
    boost = models.PositiveSmallIntegerField(_("heat added by the desk"), default=0)
    heat = models.PositiveIntegerField(_("heat"), default=0)

    level = models.ForeignKey(
        OpinionLevel, verbose_name=_("level"), null=True, on_delete=models.PROTECT, related_name="items"
    )
    assessment = models.TextField(_("assessment"), max_length=TEXT_LIMIT, blank=True)
    weighed_at = models.DateTimeField(_("weighed at"), null=True)
    first_due_at = models.DateTimeField(_("first response by"), null=True)
    conclude_due_at = models.DateTimeField(_("conclusion by"), null=True)
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, on_delete=models.PROTECT, related_name="opinion_items"
    )
    assigned_at = models.DateTimeField(_("assigned at"), null=True)
    response_link = models.CharField(_("address of the response"), max_length=ADDRESS_LIMIT, blank=True)
    # The first response stops the first clock for good; one that is returned does not set it going again.
    responded_at = models.DateTimeField(_("responded at"), null=True)
    ended_at = models.DateTimeField(_("concluded or set aside at"), null=True)

    objects = OpinionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion item")
        verbose_name_plural = _("opinion items")
        ordering = ["-came_in_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="opinion_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES, ended_at__isnull=False)
                | Q(state__in=OPEN_STATES, ended_at__isnull=True),
                name="ended_opinion_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(weighed_at=None, level=None, first_due_at=None, conclude_due_at=None)
                | Q(
                    weighed_at__isnull=False,
                    level__isnull=False,
                    first_due_at__isnull=False,
                    conclude_due_at__isnull=False,
                ),
                name="weighed_opinion_has_clocks",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.ASSIGNED, ItemState.RESPONDED, ItemState.CLOSED])
                | Q(unit__isnull=False),
                name="assigned_opinion_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.RESPONDED, ItemState.CLOSED]) | ~Q(response_link=""),
                name="responded_opinion_has_a_response",
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_words=""), name="picture_of_an_opinion_has_words"
            ),
            models.CheckConstraint(condition=Q(boost__lte=MOST_BOOST), name="boost_of_the_desk_has_an_end"),
            models.UniqueConstraint(
                fields=["feed", "guid_key"],
                condition=Q(feed__isnull=False) & ~Q(guid_key=""),
                name="a_source_says_it_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-came_in_at", "-id"], condition=Q(state__in=OPEN_STATES), name="opinion_open_newest"
            ),
            models.Index(fields=["came_in_at"], name="opinion_by_came_in"),
            models.Index(fields=["said_at"], name="opinion_by_said"),
            models.Index(fields=["unit", "state"], name="opinion_of_unit"),
            models.Index(fields=["first_due_at"], condition=Q(responded_at=None), name="opinion_first_due"),
            models.Index(fields=["link_key"], name="opinion_by_link"),
            models.Index(fields=["title_key"], name="opinion_by_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the item in the admin; it has no other."""
        return reverse("opinion_item", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def is_response_late(self, now) -> bool:
        """Tell whether the first response came, or still is, after its time."""
        return (
            self.first_due_at is not None and (self.responded_at or self.ended_at or now) > self.first_due_at
        )

    def is_conclusion_late(self, now) -> bool:
        return self.conclude_due_at is not None and (self.ended_at or now) > self.conclude_due_at


class OpinionEvent(WrittenOnce):
    """One line of the history of an opinion item: who did what, when, and in which words. Written once."""

    item = models.ForeignKey(OpinionItem, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=12, choices=ItemEventKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(_("name"), max_length=300, blank=True)
    unit_name = models.CharField(_("name of the unit"), max_length=255, blank=True)
    words = models.TextField(_("words"), blank=True)
    at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("line of an opinion item")
        verbose_name_plural = _("lines of opinion items")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["kind", "at"], name="opinion_lines_by_kind")]

    def __str__(self):
        return f"{self.item} {self.get_kind_display()}"


class OpinionBrief(models.Model):
    """The daily brief of a day was sent: its row lets it be sent once."""

    day = models.DateField(_("day"), unique=True)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("daily brief")
        verbose_name_plural = _("daily briefs")
        ordering = ["-day"]

    def __str__(self):
        return str(self.day)
