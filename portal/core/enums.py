from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DayKind(TextChoices):
    """What a calendar day is for an office."""

    WORKDAY = "workday", _("Workday")
    WEEKEND = "weekend", _("Weekend")
    HOLIDAY = "holiday", _("Public holiday")
    MAKEUP = "makeup", _("Make-up workday")


WORKING_KINDS = [DayKind.WORKDAY, DayKind.MAKEUP]
SPECIAL_KINDS = [DayKind.HOLIDAY, DayKind.MAKEUP]


class YearState(TextChoices):
    """What the calendar knows of a year."""

    EMPTY = "empty", _("No days entered")
    LEGAL = "legal", _("Legal days only")
    SETTLED = "settled", _("Settled")


class LateRelease(TextChoices):
    """What becomes of a release whose time passed while nothing ran, after a power cut for example."""

    ASKS = "asks", _("waits until somebody decides")
    GOES_OUT = "goes_out", _("goes out late")
