from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from hall.campaigns.charity.editor import CharityForm
from hall.campaigns.charity.enums import GoalKind, PledgeState
from hall.campaigns.charity.permissions import why_not_goal
from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from hall.models import SLUG_CHARACTERS

GOALS_AT_MOST = 12
LARGEST_AMOUNT = 1_000_000


class CharityPage(EventPage):
    """A good cause: what is needed, who has promised what, and where it went."""

    kind = EventKind.CHARITY
    screen = "charity_desk"
    base_form_class = CharityForm

    content_panels = [
        *EventPage.content_panels,
        InlinePanel("goals", heading=_("What is needed"), label=_("Goal"), min_num=1, max_num=GOALS_AT_MOST),
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("charity")
        verbose_name_plural = _("charities")

    def why_incomplete(self) -> str:
        return "" if self.goals.exists() else gettext("Say first what is needed.")


def new_goal_key() -> str:
    return get_random_string(8, SLUG_CHARACTERS)


class CharityGoal(Orderable):
    """One thing that is asked for. Its key stays the same in every version; the rows of the page may be made anew."""

    page = ParentalKey(CharityPage, on_delete=models.CASCADE, related_name="goals")
    key = models.CharField(max_length=8, default=new_goal_key, editable=False)
    name = models.CharField(_("what"), max_length=60)
    kind = models.CharField(_("kind"), max_length=8, choices=GoalKind, default=GoalKind.THINGS)
    amount = models.PositiveIntegerField(
        _("how much is needed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_AMOUNT)],
    )
    measure = models.CharField(
        _("counted in"), max_length=8, blank=True, help_text=_("Such as 件, 箱 or 小时.")
    )
    charity_name = models.CharField(_("name of the charity"), max_length=80, blank=True)
    charity_number = models.CharField(_("registration number of the charity"), max_length=30, blank=True)
    charity_link = models.URLField(
        _("where the charity takes money"),
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("For money alone. It begins with https:// and leads to the charity itself."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("amount"), FieldPanel("measure")]),
        FieldPanel("charity_name"),
        FieldRowPanel([FieldPanel("charity_number"), FieldPanel("charity_link")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="one_goal_per_page_and_key"),
            models.CheckConstraint(
                condition=~Q(kind=GoalKind.MONEY) | (Q(charity_number__gt="") & Q(charity_link__gt="")),
                name="money_goes_to_a_registered_charity",
            ),
            models.CheckConstraint(
                condition=Q(kind=GoalKind.MONEY) | Q(amount__gte=1), name="goals_have_an_amount"
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if reasons := why_not_goal(self):
            raise ValidationError(reasons)


class CharityTally(models.Model):
    """What is promised and received for one goal, kept under a row lock so that nobody has to add it up."""

    page = models.ForeignKey(CharityPage, on_delete=models.CASCADE, related_name="tallies")
    key = models.CharField(max_length=8)
    pledged = models.PositiveIntegerField(_("promised and open"), default=0)
    received = models.PositiveIntegerField(_("received"), default=0)

    class Meta:
        verbose_name = _("state of a goal")
        verbose_name_plural = _("states of goals")
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="one_tally_per_page_and_key")]

    def __str__(self):
        return f"{self.key} {self.pledged}/{self.received}"


class Pledge(models.Model):
    """What one person promises to give. The sums outlive the person: who leaves takes name and note away."""

    tally = models.ForeignKey(CharityTally, on_delete=models.CASCADE, related_name="pledges")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="pledges"
    )
    amount = models.PositiveIntegerField(_("amount"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_thanked = models.BooleanField(_("thanked by nickname"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=PledgeState, default=PledgeState.PLEDGED)
    pledged_at = models.DateTimeField(_("pledged at"))
    settled_at = models.DateTimeField(_("received or withdrawn at"), null=True)
    received_amount = models.PositiveIntegerField(_("received"), null=True)
    receipt = models.CharField(_("receipt number"), max_length=40, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-pledged_at", "-pk"]
        indexes = [
            models.Index(fields=["tally", "state", "pledged_at"], name="pledges_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tally", "person"],
                condition=Q(state=PledgeState.PLEDGED),
                name="one_open_pledge_per_person_and_goal",
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="pledges_have_an_amount"),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.RECEIVED) | Q(receipt__gt="", received_amount__gte=1),
                name="what_was_received_has_a_receipt",
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.get_state_display()}"


class CharityUpdate(models.Model):
    """What organisers say about where it went, with a picture."""

    page = models.ForeignKey(CharityPage, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(_("where it went"), max_length=2000)
    image = models.ForeignKey(
        "core.PortalImage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alt_text = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    token = models.CharField(max_length=32)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("update on a charity")
        verbose_name_plural = _("updates on charities")
        ordering = ["-written_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["page", "token"], name="one_update_per_form")]

    def __str__(self):
        return self.text[:40]

    @property
    def pictures(self) -> list["CharityUpdate"]:
        """Return the picture as the grid of pictures takes it: something with an image and words for it."""
        return [self] if self.image_id else []
