from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """How a question is answered. The values are the types of blocks that the questions are written in."""

    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    SCALE = "scale", _("Scale")
    TEXT = "text", _("Own words")
    ORDERING = "ordering", _("Put in order")
    MATRIX = "matrix", _("Several lines, one choice each")


# One set of choices, so that a condition can name one, and two of them can stand in one table.
CLOSED_KINDS = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE}


class WhoAnswers(TextChoices):
    """By what rule everybody answers once."""

    PERSON = "person", _("People who sign in, each once")
    DEVICE = "device", _("Everybody, once on each device")


class ResultsFrom(TextChoices):
    """From when on readers see the results."""

    OPENING = "opening", _("from the first answers on")
    END = "end", _("after it has closed")
