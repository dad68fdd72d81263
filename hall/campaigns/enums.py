from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    """A topic campaign and the seven micro-events that stand below one (BRIEF M12)."""

    CAMPAIGN = "campaign", _("Campaign")
    LIVE = "live", _("Live report")
    INTERVIEW = "interview", _("Interview")
    ACTIVITY = "activity", _("Activity")
    SURVEY = "survey", _("Survey")
    TOPIC = "topic", _("Topic of the day")
    CHARITY = "charity", _("Charity")
    COLLECTION = "collection", _("Public collection")


class Phase(TextChoices):
    """Where an event stands, by the clock alone."""

    OPEN = "open", pgettext_lazy("phase of an event", "Open")
    UPCOMING = "upcoming", pgettext_lazy("phase of an event", "Upcoming")
    CLOSED = "closed", pgettext_lazy("phase of an event", "Closed")


# What opens and closes of an activity is its sign-up; it takes place on a day of its own.
SIGN_UP_PHASES = {
    Phase.OPEN: pgettext_lazy("phase of an activity", "Sign-up open"),
    Phase.UPCOMING: pgettext_lazy("phase of an activity", "Sign-up to come"),
    Phase.CLOSED: pgettext_lazy("phase of an activity", "Sign-up closed"),
}


class HostState(TextChoices):
    """Whether a unit that was asked to host a campaign with another has agreed."""

    INVITED = "invited", pgettext_lazy("of a host", "Invited")
    HOSTING = "hosting", pgettext_lazy("of a host", "Hosts")
    DECLINED = "declined", pgettext_lazy("of a host", "Declined")


class QuestionState(TextChoices):
    """Where a question to a guest stands. Readers see those that are shown or answered."""

    WAITING = "waiting", pgettext_lazy("of a question", "Waits for the host")
    SHOWN = "shown", pgettext_lazy("of a question", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("of a question", "Answered")
    SET_ASIDE = "set_aside", pgettext_lazy("of a question", "Set aside")


PUBLIC_QUESTIONS = {QuestionState.SHOWN, QuestionState.ANSWERED}


class SignUpState(TextChoices):
    """Where somebody stands who signed up for an activity."""

    IN = "in", pgettext_lazy("of a sign-up", "Has a place")
    WAITING = "waiting", pgettext_lazy("of a sign-up", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("of a sign-up", "Cancelled")


class Occasion(TextChoices):
    """What somebody is reminded of: that an event opens, or that an activity begins the next day."""

    OPENING = "opening", pgettext_lazy("of a reminder", "When it opens")
    BEGINNING = "beginning", pgettext_lazy("of a reminder", "The day before it begins")
