"""What who asked may type on the page of their own concern."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hall.concerns.asking.access import LONGEST_NUMBER
from hall.concerns.asking.uploads import PicturesField, thumbs
from hall.concerns.codes import LONGEST_TYPED, token_of_message
from hall.concerns.models.concern import TEXT_LIMIT
from hall.forms import PlainTextField

RATINGS = [
    (5, _("Very content")),
    (4, pgettext_lazy("rating", "Content")),
    (3, _("So-so")),
    (2, _("Not content")),
    (1, _("Not content at all")),
]


class TrackForm(forms.Form):
    """Number and code, as somebody copies them from a paper."""

    number = forms.CharField(
        label=_("Number"),
        max_length=LONGEST_NUMBER,
        help_text=_("Such as 20261125-0007."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
    )
    code = forms.CharField(
        label=_("Tracking code"),
        max_length=LONGEST_TYPED,
        help_text=_(
            "The 26 letters and digits that were shown when you asked. Capital or small is the same."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )


class WordsForm(forms.Form):
    """Some words, and the token that makes the form count once."""

    text = PlainTextField(
        label=_("Your words"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, label="", is_needed=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].required = is_needed


class MessageForm(WordsForm):
    """Words that are added to a question, or answer those who asked back, with pictures."""

    pictures = PicturesField(label=_("Pictures"), required=False)

    @property
    def thumbs(self) -> list[tuple[int, str]]:
        """Return the pictures that were kept while the form was not taken."""
        return thumbs(self.pictures_token) if self.is_bound else []

    @property
    def pictures_token(self) -> str:
        """Return the token under which pictures are kept; only who knows that of the form knows it."""
        return token_of_message(self["token"].value() or "")


class RatingForm(forms.Form):
    """How content somebody is with an answer."""

    rating = forms.TypedChoiceField(
        label=_("How content are you with the answer?"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args, is_needed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].required = is_needed


class NotSolvedForm(RatingForm, WordsForm):
    """Why an answer solves nothing, and how content somebody is with it if they like to say."""
