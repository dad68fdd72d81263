from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(TextChoices):
    """What the time of a rule is counted in."""

    WORKING_HOURS = "hours", _("working hours")
    WORKING_DAYS = "days", _("working days")
    CALENDAR_DAYS = "calendar", _("days, Sundays and holidays too")


class OrderState(TextChoices):
    """Where a supervision order stands. “Overdue” is no state: it is read from the deadline."""

    ISSUED = "issued", pgettext_lazy("a supervision order", "issued")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("a supervision order", "received by the unit")
    REPORTED = "reported", pgettext_lazy("a supervision order", "reported")
    RETURNED = "returned", pgettext_lazy("a supervision order", "returned to the unit")
    CLOSED = "closed", pgettext_lazy("a supervision order", "closed")
    CANCELLED = "cancelled", pgettext_lazy("a supervision order", "cancelled")


# The unit owes a report, and the clock runs.
OWED_STATES = [OrderState.ISSUED, OrderState.ACKNOWLEDGED, OrderState.RETURNED]
OPEN_STATES = [*OWED_STATES, OrderState.REPORTED]


class OrderEventKind(TextChoices):
    """What can happen to a supervision order; each is one line of its history."""

    ISSUED = "issued", _("issued the order")
    ACKNOWLEDGED = "acknowledged", _("confirmed that the order has arrived")
    REPORTED = "reported", _("reported what was done")
    RETURNED = "returned", _("returned the report")
    ESCALATED = "escalated", _("told those above that the order is overdue")
    ACCEPTED = "accepted", _("accepted the report and closed the order")
    CANCELLED = "cancelled", _("cancelled the order")
    RECORDED = "recorded", _("made an accountability record")
    APPEALED = "appealed", _("appealed against an accountability record")
    APPEAL_DECIDED = "appeal_decided", _("decided about an appeal")
    REMOVED = "removed", _("took the name out of an accountability record, as its date said")


class Concerned(TextChoices):
    """Whom an accountability record is about."""

    UNIT = "unit", _("the unit")
    PERSON = "person", _("a person of the unit")


class Decision(TextChoices):
    """What an accountability record says, the lightest first."""

    TALK = "talk", _("talk of admonition")
    EXPLANATION = "explanation", _("written self-examination")
    NOTICE = "notice", _("criticism in a notice")
    HANDED_OVER = "handed_over", _("handed over to the competent office")


class AppealOutcome(TextChoices):
    """What became of an appeal."""

    UPHELD = "upheld", _("the record stays as it is")
    LIFTED = "lifted", _("the record is lifted")
