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


class QuickReason(TextChoices):
    """What reviewers ask for most often, as the sentences that the writer reads."""

    WHEN = "when", _("Please say when, with the date and the hour.")
    WHERE = "where", _("Please name the place.")
    CONTACT = "contact", _("Please give a number where people can ask.")
    FACTS = "facts", _("Please check the facts and figures again.")
    PLAIN = "plain", _("Please say it in everyday words.")
    TYPOS = "typos", _("There are slips of the pen; please read it through.")
    PICTURES = "pictures", _("Please describe the pictures.")


class SpeechKind(TextChoices):
    """What a set phrase of officialese sounds like; the checker has a sentence for each."""

    RITUAL = "ritual", _("ritual opening")
    MEETING = "meeting", _("meeting talk")
    POLITICS = "politics", _("political formula")
    SLOGAN = "slogan", _("slogan")
    EMPTY = "empty", _("empty praise")
    INFLATED = "inflated", _("big word")
    PAPER = "paper", _("paper language")


class SpeechRule(TextChoices):
    """What a plain-speech hint can be about, in the words of the desk's report."""

    RITUAL_OPENING = "ritual-opening", _("ritual opening")
    MEETING_TALK = "meeting-talk", _("meeting talk")
    POLITICAL_PHRASE = "political-phrase", _("political formula")
    SLOGAN = "slogan", _("slogan")
    EMPTY_PRAISE = "empty-praise", _("empty praise")
    INFLATED_WORD = "inflated-word", _("big word")
    PAPER_PHRASE = "paper-phrase", _("paper language")
    SET_PHRASE = "set-phrase", _("other set phrase")
    EMPTY_VERB = "empty-verb", _("empty verb")
    PASSIVE = "passive", _("passive")
    ROW_OF_TITLES = "row-of-titles", _("row of titles")
    BANNER_ROW = "banner-row", _("row of slogans")
    TURNED_WORDS = "turned-words", _("play on words")
    NUMBERED_SLOGAN = "numbered-slogan", _("numbered slogan")
    COUNTED_POINTS = "counted-points", _("points counted off")
    LONG_CLAUSE = "long-clause", _("long clause")
    LONG_SENTENCE = "long-sentence", _("long sentence")
    PILED_NOUNS = "piled-nouns", _("nouns piled up")
    SHOUTING = "shouting", _("shouting punctuation")
    MISSING_WHEN = "missing-when", _("no time in a notice")
    MISSING_WHERE = "missing-where", _("no place in a notice")
    MISSING_WHO = "missing-who", _("nobody named in a notice")
    MISSING_CONTACT = "missing-contact", _("nobody to ask in a notice")
    EMPTY_TITLE = "empty-title", _("title that promises nothing")
    REPORT_WORDS = "report-words", _("sound of a report")


class FaultKind(TextChoices):
    """What can be wrong with the audit."""

    CHANGED = "changed", _("changed line")
    LINE_MISSING = "line_missing", _("missing line")
    SEAL_MISSING = "seal_missing", _("missing seal")
    BROKEN = "broken", _("broken chain")
    UNSEALED = "unsealed", _("line without a seal")
    MISLED = "misled", _("line that points elsewhere")
    BACKDATED = "backdated", _("line added later")
    NOT_AS_NOTED = "not_as_noted", _("other digest than noted")


class AfterReviewOutcome(TextChoices):
    """How an after-review ends. The first two are somebody's judgement, the last is a fact."""

    RIGHT = "right", _("it was right")
    WITHDRAWN = "withdrawn", _("the post was withdrawn")
    SUPERSEDED = "superseded", _("a later version took its place")


class ReminderKind(TextChoices):
    """What is told about the deadline of a step, each once, in this order."""

    NEAR = "near", _("nearly due")
    LATE = "late", _("late")
    VERY_LATE = "very_late", _("very late")


class DueBy(TextChoices):
    """How soon a reviewer must decide: the parts of the queue."""

    NOW = "now", _("Due now")
    TODAY = "today", _("Due today")
