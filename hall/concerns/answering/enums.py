from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """The parts of an inbox."""

    OPEN = "open", _("All unanswered")
    TO_ANSWER = "to_answer", _("To answer")
    REPLIED = "replied", _("The asker has written")
    LATE = "late", _("Late")
    TO_REVIEW = "to_review", _("Answers to review")
    AT_DESK = "at_desk", _("To be given to a unit")
    ANSWERED = "answered", _("Answered")
    ALL = "all", _("All")
