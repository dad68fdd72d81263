from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewEvent(TextChoices):
    """What can happen to a text on its way through review; each is one line of its history."""

    SUBMITTED = "submitted", _("submitted it for review")
    ROUTED = "routed", _("routed it")
    RAISED = "raised", _("asked for more review steps")
    CLAIMED = "claimed", _("claimed it")
    UNCLAIMED = "unclaimed", _("gave the claim up")
    REMINDED = "reminded", _("reminded the reviewers")
    ESCALATED = "escalated", _("told those above that it is late")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned it")
    RESTARTED = "restarted", _("began the review anew")
    TAKEN_BACK = "taken_back", _("took it back")
    SCHEDULED = "scheduled", _("approved it for later")
    UNSCHEDULED = "unscheduled", _("stopped the release")
    RELEASE_FAILED = "release_failed", _("could not release it")
    PUBLISHED = "published", _("published")
    RELEASED_URGENTLY = "released_urgently", _("released it through the urgent lane")
    AFTER_REVIEWED = "after_reviewed", _("closed the after-review")
    WITHDRAWN = "withdrawn", _("withdrew it")
    BROKE_GLASS = "broke_glass", _("published it past the review")


class StepState(TextChoices):
    """Where a review step of the newest version stands."""

    DONE = "done", _("approved")
    WAITING = "waiting", _("waits for a decision")
    AHEAD = "ahead", _("comes later")
