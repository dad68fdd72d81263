from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GoalKind(TextChoices):
    """What is asked for. Money is never handled here: a goal of that kind leads to a registered charity."""

    THINGS = "things", _("Things")
    HOURS = "hours", _("Hours of help")
    MONEY = "money", _("Money")


class PledgeState(TextChoices):
    """How far a promise has come."""

    PLEDGED = "pledged", pgettext_lazy("of a pledge", "Pledged")
    RECEIVED = "received", pgettext_lazy("of a pledge", "Received")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a pledge", "Withdrawn")
