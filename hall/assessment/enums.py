from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Domain(TextChoices):
    """What an indicator is about."""

    DISSEMINATION = "dissemination", _("Dissemination")
    SERVICE = "service", pgettext_lazy("what a unit does", "Service")
    INTERACTION = "interaction", _("Interaction")


class Measure(TextChoices):
    """In what a value is told."""

    PER_CENT = "per_cent", _("per cent")
    DAYS = "days", _("working days")
    STARS = "stars", _("stars")
    EACH = "each", _("for each")
    NUMBER = "number", pgettext_lazy("measure", "number")


class Veto(TextChoices):
    """What fails a unit in a month, whatever its points."""

    SILENT = "silent", _("Silent for too long")
    NO_ANSWERS = "no_answers", _("Was called and never answered")
    INCIDENT = "incident", _("A serious incident")


class Unranked(TextChoices):
    """Why a unit has no place among the others."""

    VETO = "veto", _("Failed by a rule that stands above the points")
    FEW = "few", _("Too little happened to compare")


class MonthState(TextChoices):
    """How far the assessment of a month has come."""

    COMPUTING = "computing", pgettext_lazy("of a month", "Being computed")
    COMPUTED = "computed", pgettext_lazy("of a month", "Computed")
    CHECKED = "checked", pgettext_lazy("of a month", "Checked by the desk")
    ANNOUNCED = "announced", pgettext_lazy("of a month", "Announced to the units")
    FROZEN = "frozen", pgettext_lazy("of a month", "Final")


# What units may see.
TOLD_STATES = [MonthState.ANNOUNCED, MonthState.FROZEN]


class AppealState(TextChoices):
    """Where a unit's objection to a number stands."""

    OPEN = "open", pgettext_lazy("of an appeal", "Waits for the desk")
    UPHELD = "upheld", pgettext_lazy("of an appeal", "Granted")
    DECLINED = "declined", pgettext_lazy("of an appeal", "Declined")


class DeedState(TextChoices):
    """Whether a post that a unit marked as a good deed is one."""

    PROPOSED = "proposed", pgettext_lazy("of a good deed", "Waits for the desk")
    CONFIRMED = "confirmed", pgettext_lazy("of a good deed", "Confirmed")
    DECLINED = "declined", pgettext_lazy("of a good deed", "Declined")


class SessionState(TextChoices):
    """Where a training session stands, by the clock and by what the desk did."""

    PLANNED = "planned", pgettext_lazy("of a training session", "Planned")
    OPEN = "open", pgettext_lazy("of a training session", "Open")
    RUNNING = "running", pgettext_lazy("of a training session", "Going on")
    HELD = "held", pgettext_lazy("of a training session", "Held")
    CANCELLED = "cancelled", pgettext_lazy("of a training session", "Cancelled")


class AnswerKind(TextChoices):
    """How many choices of a question are right."""

    SINGLE = "single", _("One choice is right")
    MULTIPLE = "multiple", _("Several choices may be right")
