from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestRhythm(models.TextChoices):
    OFF = "off", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")
