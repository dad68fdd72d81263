from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewEvent(TextChoices):
    """What can happen to a text on its way through review; each is one line of its history."""

    SUBMITTED = "submitted", _("submitted it for review")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned it")
    TAKEN_BACK = "taken_back", _("took it back")
    SCHEDULED = "scheduled", _("approved it for later")
    PUBLISHED = "published", _("published")


class StepState(TextChoices):
    """Where a review step of the newest version stands."""

    DONE = "done", _("approved")
    WAITING = "waiting", _("waits for a decision")
    AHEAD = "ahead", _("comes later")
