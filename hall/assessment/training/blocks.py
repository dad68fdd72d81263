"""The questions of a quiz as the desk writes them in Wagtail's editor."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import blocks

from hall.assessment.enums import AnswerKind

WORDS_LIMIT = 200
LEAST_CHOICES, MOST_CHOICES = 2, 8
MOST_QUESTIONS = 30


class ChoiceBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=pgettext_lazy("of a choice", "Words"), max_length=WORDS_LIMIT)
    is_right = blocks.BooleanBlock(label=gettext_lazy("This is right"), required=False)


class QuestionBlock(blocks.StructBlock):
    """A question with its choices. The explanation is shown once nothing can be answered any more."""

    words = blocks.CharBlock(label=gettext_lazy("Question"), max_length=WORDS_LIMIT)
    kind = blocks.ChoiceBlock(
        label=pgettext_lazy("of a quiz question", "Kind"),
        choices=AnswerKind.choices,
        default=AnswerKind.SINGLE,
    )
    choices = blocks.ListBlock(
        ChoiceBlock(), label=gettext_lazy("Choices"), min_num=LEAST_CHOICES, max_num=MOST_CHOICES
    )
    explanation = blocks.CharBlock(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("Shown afterwards: why this is right."),
        max_length=2 * WORDS_LIMIT,
        required=False,
    )

    class Meta:
        label = gettext_lazy("Question")
        icon = "help"

    def clean(self, value):
        cleaned = super().clean(value)
        right = sum(choice["is_right"] for choice in cleaned["choices"])
        if reason := why_not_right(cleaned["kind"], right):
            raise blocks.StructBlockValidationError(block_errors={"choices": ValidationError(reason)})
        return cleaned


def why_not_right(kind: str, right: int) -> str:
    """Say why so many right choices do not fit a question."""
    if kind == AnswerKind.SINGLE and right != 1:
        return _("Mark exactly one choice as right.")
    return "" if right else _("Mark at least one choice as right.")
