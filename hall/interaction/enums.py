from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DigestRhythm(models.TextChoices):
    OFF = "off", pgettext_lazy("letters", "Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")


class WordsKind(models.TextChoices):
    """What public words are, as `hall.signals.words_shown` names it."""

    POST = "post", _("Post")
    COMMENT = "comment", pgettext_lazy("of the public", "Comment")
    ANSWER = "answer", _("Answer")


class MentionEnd(models.TextChoices):
    """How a mention of a unit was settled."""

    ANSWERED = "answered", pgettext_lazy("mention", "Answered")
    REPOSTED = "reposted", pgettext_lazy("mention", "Reposted")
    NO_ANSWER = "no_answer", _("Needs no answer")


# Settled by what the unit said in public, and open again when that is hidden.
ENDS_BY_WORDS = {MentionEnd.ANSWERED: WordsKind.COMMENT, MentionEnd.REPOSTED: WordsKind.POST}


class CommentState(models.TextChoices):
    """Where a comment stands. Only a shown one is public."""

    HELD = "held", _("Waits for moderation")
    SHOWN = "shown", _("Public")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Taken back")


class HeldBecause(models.TextChoices):
    """Why a person looks at a comment before readers do."""

    RULE = "rule", _("Every comment is looked at first")
    WORD = "word", _("It has words that a person looks at")
    VOICE = "voice", _("A second person of the unit looks at what it says officially")


class WordKind(models.TextChoices):
    """What a word of the list is about, so that a moderator knows what to look for."""

    ADVERTISING = "advertising", _("Advertising")
    ABUSE = "abuse", _("Abuse")
    SENSITIVE = "sensitive", _("Sensitive")
    PERSONAL = "personal", _("Personal data")


class BlockLength(models.TextChoices):
    """For how long somebody may not comment."""

    DAY = "1", _("1 day")
    WEEK = "7", _("7 days")
    MONTH = "30", _("30 days")
    FOR_GOOD = "0", _("For good")


class HideReason(models.TextChoices):
    """What moderators tell a writer most often. It is typed into the reason, where it can be changed."""

    ADVERTISING = "advertising", _("It is advertising.")
    ABUSE = "abuse", _("It insults or attacks somebody.")
    PERSONAL = "personal", _("It tells personal data, such as a telephone number or an address.")
    OFF_TOPIC = "off_topic", _("It has nothing to do with this page.")
    RUMOUR = "rumour", _("It states as a fact what has not been confirmed.")
    REPEATED = "repeated", _("The same was said several times.")
