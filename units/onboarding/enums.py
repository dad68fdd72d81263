from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitState(TextChoices):
    """How far a unit is on its way to the public."""

    LIVE = "live", _("Live")
    PREPARING = "preparing", _("Preparing")
    LATE = "late", _("Late")


class Lack(TextChoices):
    """What a unit still lacks to be at home in the hall."""

    AVATAR = "avatar", _("no avatar")
    REVIEWER = "reviewer", _("no spokesperson has signed in")
    POST = "post", _("no post yet")
