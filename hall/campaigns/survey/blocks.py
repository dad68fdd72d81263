"""The questions of a survey as its organisers write them in Wagtail's editor."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from hall.campaigns.survey.enums import QuestionKind
from portal.core.blocks import SteadyStreamBlock

WORDS_LIMIT = 200
CHOICE_LIMIT = 80
MOST_CHOICES = 30
MOST_QUESTIONS = 50


def choices_block(label, at_least: int) -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.CharBlock(max_length=CHOICE_LIMIT, label=pgettext_lazy("of a choice", "Words")),
        label=label,
        min_num=at_least,
        max_num=MOST_CHOICES,
    )


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    words = blocks.CharBlock(label=_("Question"), max_length=WORDS_LIMIT)
    hint = blocks.CharBlock(
        label=pgettext_lazy("below a question", "Hint"), max_length=WORDS_LIMIT, required=False
    )
    is_required = blocks.BooleanBlock(label=_("Must be answered"), required=False, default=True)
    only_if_number = blocks.IntegerBlock(
        label=_("Only if question no."),
        help_text=_("The number of a question above. Left empty, everybody is asked."),
        min_value=1,
        max_value=MOST_QUESTIONS,
        required=False,
    )
    only_if_words = blocks.CharBlock(
        label=_("was answered"),
        help_text=_("The words of the choice, as they stand there."),
        max_length=CHOICE_LIMIT,
        required=False,
    )


class SingleBlock(QuestionBlock):
    choices = choices_block(_("Choices"), 2)

    class Meta:
        label = QuestionKind.SINGLE.label
        icon = "radio-full"


class MultipleBlock(QuestionBlock):
    choices = choices_block(_("Choices"), 2)
    most = blocks.IntegerBlock(
        label=_("At most so many"), min_value=1, max_value=MOST_CHOICES, required=False
    )

    class Meta:
        label = QuestionKind.MULTIPLE.label
        icon = "tasks"


class ScaleBlock(QuestionBlock):
    points = blocks.IntegerBlock(label=_("Points"), min_value=2, max_value=10, default=5)
    low = blocks.CharBlock(label=_("What 1 means"), max_length=CHOICE_LIMIT)
    high = blocks.CharBlock(label=_("What the highest means"), max_length=CHOICE_LIMIT)

    class Meta:
        label = QuestionKind.SCALE.label
        icon = "sliders"


class TextBlock(QuestionBlock):
    class Meta:
        label = QuestionKind.TEXT.label
        icon = "pilcrow"


class OrderingBlock(QuestionBlock):
    choices = choices_block(_("What is put in order"), 2)

    class Meta:
        label = QuestionKind.ORDERING.label
        icon = "list-ol"


class MatrixBlock(QuestionBlock):
    lines = choices_block(_("Lines"), 1)
    choices = choices_block(_("Choices of each line"), 2)

    class Meta:
        label = QuestionKind.MATRIX.label
        icon = "table"


class QuestionsBlock(SteadyStreamBlock):
    single = SingleBlock()
    multiple = MultipleBlock()
    scale = ScaleBlock()
    text = TextBlock()
    ordering = OrderingBlock()
    matrix = MatrixBlock()

    class Meta:
        max_num = MOST_QUESTIONS
        # Twenty questions are a list of lines; the one that is wrong opens by itself.
        collapsed = True
        form_classname = "survey-questions"
