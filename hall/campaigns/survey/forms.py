"""The form that answers a survey, made of its questions.

Wagtail's own form builder knows neither conditions nor lines nor an order, and keys what it keeps by the words of a
label; here all goes by the keys of the blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.campaigns.models.survey import TEXT_LIMIT
from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.services import GivenValue
from hall.campaigns.survey.structure import Question, applies, told_condition
from hall.forms import PlainTextField


@dataclass(frozen=True)
class Asked:
    """One question as the template draws it."""

    number: int
    question: Question
    fields: list[forms.BoundField]
    depends_on: str
    depends_value: str
    only_if_number: int
    only_if_words: str


class AnswerForm(forms.Form):
    """What does not apply is ignored, whatever was sent of it."""

    use_required_attribute = False
    device = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)
    version = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.questions = questions
        self.values: list[GivenValue] = []
        for question in questions:
            self.fields.update(fields_of(question))

    def clean(self):
        cleaned = super().clean()
        given: dict[str, set[str]] = {}
        for question in self.questions:
            names = list(fields_of(question))
            if not applies(question, given):
                for name in names:
                    self._errors.pop(name, None)
                continue
            values = values_of(question, cleaned)
            if not self._errors.keys() & set(names) and (reason := why_not_say(question, values)):
                self.add_error(names[0], reason)
            given[question.key] = {value.value for value in values}
            self.values += values
        return cleaned

    def asked(self) -> list[Asked]:
        return [self.drawn(number, question) for number, question in enumerate(self.questions, start=1)]

    def drawn(self, number: int, question: Question) -> Asked:
        condition = question.only_if
        only_if_number, only_if_words = told_condition(question, self.questions)
        return Asked(
            number=number,
            question=question,
            fields=[self[name] for name in fields_of(question)],
            depends_on=name_of(condition.question) if condition else "",
            depends_value=condition.choice if condition else "",
            only_if_number=only_if_number,
            only_if_words=only_if_words,
        )


def name_of(question: str, part: str = "") -> str:
    return f"{question}.{part}" if part else question


def fields_of(question: Question) -> dict[str, forms.Field]:
    """Return the fields of a question: one, or one for each line of a matrix and each thing to put in order."""
    choices = [(choice.key, choice.words) for choice in question.choices]
    words = {"label": question.words, "required": False}
    match question.kind:
        case QuestionKind.TEXT:
            box = forms.Textarea(attrs={"rows": 4})
            return {question.key: PlainTextField(max_length=TEXT_LIMIT, widget=box, **words)}
        case QuestionKind.MULTIPLE:
            box = forms.CheckboxSelectMultiple
            return {question.key: forms.MultipleChoiceField(choices=choices, widget=box, **words)}
        case QuestionKind.MATRIX:
            return {name_of(question.key, line.key): radios(choices, line.words) for line in question.lines}
        case QuestionKind.ORDERING:
            places = [("", gettext_lazy("Place …"))]
            places += [(str(place), str(place)) for place in range(1, len(choices) + 1)]
            return {
                name_of(question.key, key): forms.ChoiceField(choices=places, label=label, required=False)
                for key, label in choices
            }
    return {question.key: radios(choices, question.words)}


def radios(choices: list[tuple[str, str]], label: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, required=False)


def values_of(question: Question, cleaned: dict) -> list[GivenValue]:
    """Return what somebody says to one question; nothing for what was left out."""
    if question.kind == QuestionKind.TEXT:
        text = (cleaned.get(question.key) or "").strip()
        return [GivenValue(question.key, text=text)] if text else []
    if question.kind == QuestionKind.MULTIPLE:
        return [GivenValue(question.key, value=value) for value in cleaned.get(question.key) or []]
    parts: Iterable[str] = [""]
    if question.kind == QuestionKind.MATRIX:
        parts = [line.key for line in question.lines]
    elif question.kind == QuestionKind.ORDERING:
        parts = [choice.key for choice in question.choices]
    chosen = {part: cleaned.get(name_of(question.key, part)) for part in parts}
    return [GivenValue(question.key, part, value) for part, value in chosen.items() if value]


def why_not_say(question: Question, values: list[GivenValue]) -> str:
    """Say why this cannot be an answer to a question."""
    if not values:
        return _("Please answer this question.") if question.is_required else ""
    if question.kind == QuestionKind.MULTIPLE and 0 < question.most < len(values):
        return _("Choose %(most)d at most.") % {"most": question.most}
    if question.kind == QuestionKind.MATRIX and question.is_required and len(values) < len(question.lines):
        return _("Please choose something in each line.")
    if question.kind == QuestionKind.ORDERING:
        places = {value.value for value in values}
        if len(values) < len(question.choices) or len(places) < len(values):
            return _("Give each a place of its own, or leave all of them out.")
    return ""
