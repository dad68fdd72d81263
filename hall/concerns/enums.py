from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConcernState(TextChoices):
    """Where a concern stands. “Overdue” is no state: it is read from the deadline."""

    RECEIVED = "received", _("received")
    ASSIGNED = "assigned", _("with the unit")
    ANSWERING = "answering", _("being answered")
    ANSWERED = "answered", _("answered")
    REOPENED = "reopened", _("opened again")
    CLOSED = "closed", _("closed")


# The clock runs, and somebody owes an answer.
UNANSWERED_STATES = [
    ConcernState.RECEIVED,
    ConcernState.ASSIGNED,
    ConcernState.ANSWERING,
    ConcernState.REOPENED,
]
# A unit holds it.
WITH_UNIT_STATES = [ConcernState.ASSIGNED, ConcernState.ANSWERING, ConcernState.REOPENED]


class Outcome(TextChoices):
    """How a concern was closed."""

    SOLVED = "solved", _("solved, says who asked")
    NO_REPLY = "no_reply", _("answered, and nobody objected")
    WITHDRAWN = "withdrawn", _("withdrawn by who asked")
    MERGED = "merged", _("joined to another one of the same matter")


# Closed without an answer of its own, and so no longer on the public list.
UNANSWERED_OUTCOMES = [Outcome.WITHDRAWN, Outcome.MERGED]


class ConcernEventKind(TextChoices):
    """What can happen to a concern; each is one line of its history."""

    RECEIVED = "received", _("received it")
    ASSIGNED = "assigned", _("gave it to a unit")
    TRANSFERRED = "transferred", _("passed it on")
    KIND_SET = "kind_set", _("said how difficult it is")
    BEGUN = "begun", _("began the answer")
    SUBMITTED = "submitted", _("submitted the answer for review")
    APPROVED = "approved", _("approved the answer")
    RETURNED = "returned", _("returned the answer")
    TAKEN_BACK = "taken_back", _("took the answer back to change it")
    EXTENDED = "extended", _("asked for more time")
    ANSWERED = "answered", _("answered")
    WRITTEN_TO = "written_to", _("added a message")
    ASKED_BACK = "asked_back", _("put a question to who asked")
    READ = "read", _("has read what was added")
    SOLVED = "solved", _("said that it is solved")
    RATED = "rated", _("rated the answer")
    REOPENED = "reopened", _("said that it is not solved")
    MERGED = "merged", _("joined it to another one")
    WITHDRAWN = "withdrawn", _("withdrew it")
    NO_REPLY = "no_reply", _("closed it, because nobody objected to the answer")
    SHOWN = "shown", _("made it public")
    HIDDEN = "hidden", _("took it off the public list")


# What happens inside the house; who asked is not told of it.
INTERNAL_KINDS = [
    ConcernEventKind.SUBMITTED,
    ConcernEventKind.APPROVED,
    ConcernEventKind.RETURNED,
    ConcernEventKind.TAKEN_BACK,
    ConcernEventKind.READ,
]


class Voice(TextChoices):
    """Who does or says something about a concern."""

    CITIZEN = "citizen", _("who asked")
    UNIT = "unit", _("the unit")
    DESK = "desk", _("the hall desk")
    HALL = "hall", _("the hall by itself")


class MessageKind(TextChoices):
    """Why a message was written."""

    ADDED = "added", _("added")
    ASKED_BACK = "asked_back", _("a question of those who answer")
    NOT_SOLVED = "not_solved", _("why it is not solved")
    WITHDRAWAL = "withdrawal", _("why it is withdrawn")


class AnswerState(TextChoices):
    """How far an answer has come."""

    DRAFT = "draft", _("draft")
    UNDER_REVIEW = "under_review", _("under review")
    SENT = "sent", _("sent")


class Showing(TextChoices):
    """The parts of a moderator's list."""

    WAITING = "waiting", _("To decide")
    ANSWERS = "answers", _("Answers to look at")
    LATER = "later", _("Shown with the answer")
    SHOWN = "shown", _("Public")
    HIDDEN = "hidden", _("Not shown")


class PublicState(TextChoices):
    """What the public list may be narrowed to."""

    OPEN = "open", _("Being dealt with")
    ANSWERED = "answered", _("Answered")
