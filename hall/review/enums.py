from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewEvent(TextChoices):
    """What can happen to a text on its way through review; each is one line of its history."""

    SUBMITTED = "submitted", _("submitted it for review")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned it")
    TAKEN_BACK = "taken_back", _("took it back")
    PUBLISHED = "published", _("published")
