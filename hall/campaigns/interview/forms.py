"""What is typed in an interview: a citizen's question, a guest's answer."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hall.campaigns.interview.services import version_of
from hall.campaigns.models import InterviewQuestion
from hall.campaigns.models.interview import ANSWER_LIMIT, QUESTION_LIMIT
from hall.forms import PlainTextField
from portal.core.whole_numbers import whole_number

TOKEN_LENGTH = 32


def new_token() -> str:
    return get_random_string(TOKEN_LENGTH)


class QuestionForm(forms.Form):
    limit = QUESTION_LIMIT

    text = PlainTextField(
        label=_("Your question to the guests"),
        max_length=QUESTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )
    token = forms.CharField(max_length=TOKEN_LENGTH, widget=forms.HiddenInput, initial=new_token)

    def __init__(self, *args, keep="", **kwargs):
        super().__init__(*args, auto_id="question_%s", **kwargs)
        self.fields["text"].widget.attrs |= {"data-keep": keep}


class AnswerForm(forms.Form):
    """An answer on the host's screen, one form for each question. `seen` is the version that it began with."""

    text = PlainTextField(
        label=pgettext_lazy("a question", "Answer"),
        max_length=ANSWER_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    guest = forms.ChoiceField(label=_("Who answers"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, question: InterviewQuestion, guests, **kwargs):
        names = {guest.name: str(guest.pk) for guest in guests}
        first = next(iter(names.values()), "")
        initial = {
            "text": question.answer,
            "guest": names.get(question.speaker, "" if question.answer else first),
            "seen": version_of(question),
        }
        super().__init__(
            *args, initial=initial, auto_id=f"answer_{question.pk}_%s", label_suffix="", **kwargs
        )
        unit = [("", question.event.unit.title)]
        self.fields["guest"].choices = [(number, name) for name, number in names.items()] + unit

    def clean_guest(self):
        return whole_number(self.cleaned_data["guest"])
