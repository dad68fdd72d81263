from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    """How another unit stands to ours, for the list of whom we follow."""

    FOLLOWED = "followed", _("We follow")
    MUTUAL = "mutual", _("Follow each other")
    FOLLOWS_US = "follows_us", _("Follow us")
    NOT_YET = "not_yet", _("We do not follow yet")
