from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StuckCause(TextChoices):
    """Why a release whose time has come has not gone out."""

    FAILED = "failed", _("it could not be released")
    MISSED = "missed", _("nothing ran when its time came")
    LATE = "late", _("it was approved after the joint release")


class JointState(TextChoices):
    """Where a joint release stands."""

    OPEN = "open", _("prepared")
    ASKING = "asking", _("missed")
    RELEASED = "released", _("released")
    CANCELLED = "cancelled", _("cancelled")


# What may still change, and what the clock still has to look at.
COMING_STATES = [JointState.OPEN, JointState.ASKING]


class ItemState(TextChoices):
    """Where one post of a joint release stands. Whether it is ready is told by its review."""

    WAITING = "waiting", _("waits")
    RELEASED = "released", _("is public")
    LEFT_OUT = "left_out", _("was left out")


class Latecomers(TextChoices):
    """What becomes of a post that is still under review when its joint release goes out."""

    AT_ONCE = "at_once", _("go out as soon as they are approved")
    ASK = "ask", _("wait until somebody releases them")


class Readiness(TextChoices):
    """How far one post of a joint release is, in the order in which a board asks for attention."""

    STUCK = "stuck", _("stuck")
    RETURNED = "returned", _("returned to its writer")
    UNWRITTEN = "unwritten", _("not submitted yet")
    IN_REVIEW = "in_review", _("under review")
    READY = "ready", _("ready")
    RELEASED = "released", _("public")
    LEFT_OUT = "left_out", _("left out")
