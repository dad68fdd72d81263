"""The form of a quiz, made of its questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.assessment.training.quiz import Question

CHOOSE = {
    "required": _("Please answer this question."),
    "invalid_choice": _("Choose among the answers that stand there."),
}


class QuizForm(forms.Form):
    """Knows the questions and none of the right answers. It carries the number of the attempt it was drawn for."""

    use_required_attribute = False
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100)

    def __init__(self, *args, questions: list[Question], number: int, **kwargs):
        super().__init__(*args, label_suffix="", initial={"number": number}, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = field_of(question)

    def given(self) -> dict[str, frozenset[str]]:
        answers = {question.key: self.cleaned_data[question.key] for question in self.questions}
        return {key: frozenset([said] if isinstance(said, str) else said) for key, said in answers.items()}

    def asked(self) -> list:
        return [self[question.key] for question in self.questions]


def field_of(question: Question) -> forms.Field:
    choices = [(choice.key, choice.words) for choice in question.choices]
    given = {"label": question.words, "choices": choices, "error_messages": CHOOSE}
    if question.is_multiple:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **given)
    return forms.ChoiceField(widget=forms.RadioSelect, **given)
