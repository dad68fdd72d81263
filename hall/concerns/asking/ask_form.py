"""The form that asks a question."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hall.concerns.asking.uploads import PicturesField
from hall.concerns.codes import LONGEST_TYPED, new_code, read_code
from hall.concerns.models.concern import NAME_LIMIT, SUBJECT_LIMIT, TEXT_LIMIT
from hall.forms import PlainTextField
from units.models import UnitPage

UNIT_NAME_LIMIT = 120
MOST_MEANT = 5
LOOK = "look"
PRIVACY = [
    (
        "public",
        pgettext_lazy("a question", "Public"),
        gettext_lazy(
            "Everybody reads question and answer. Before, somebody hides names, numbers and addresses."
        ),
    ),
    (
        "private",
        gettext_lazy("Private"),
        gettext_lazy("Only you and those who answer read it. It is never shown."),
    ),
]


class AskForm(forms.Form):
    """A question to a unit, or to the hall for whoever does not know whom to ask."""

    code = forms.CharField(max_length=LONGEST_TYPED, widget=forms.HiddenInput, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Whom do you ask?"),
        max_length=UNIT_NAME_LIMIT,
        required=False,
        help_text=gettext_lazy("Type a part of the name and choose."),
        widget=forms.TextInput(attrs={"list": "unit-names", "autocomplete": "off"}),
    )
    is_unsure = forms.BooleanField(label=gettext_lazy("I don't know whom to ask"), required=False)
    subject = PlainTextField(
        label=gettext_lazy("What is it about?"),
        max_length=SUBJECT_LIMIT,
        help_text=gettext_lazy("In one line."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = PlainTextField(
        label=gettext_lazy("Your question"),
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy(
            "What, where, since when. A telephone number only if somebody should call you."
        ),
        widget=forms.Textarea(attrs={"rows": 7, "data-keep": "ask"}),
    )
    privacy = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        choices=[(value, label) for value, label, _meaning in PRIVACY],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose one.")},
    )
    pictures = PicturesField(label=gettext_lazy("Pictures"), required=False)
    asker_name = forms.CharField(
        label=gettext_lazy("What shall we call you?"),
        max_length=NAME_LIMIT,
        required=False,
        help_text=gettext_lazy("If you like. It is never public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("If you want letters: a link now, and word when there is an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever is signed in has an address already, and a place where all questions stand.
        if user and user.is_authenticated:
            del self.fields["email"]
            self.fields["asker_name"].initial = user.nickname or ""
        self.secret = read_code(self.data.get("code", "")) or new_code()

    @property
    def only_looks(self) -> bool:
        """Tell whether somebody without scripts asks what was answered already, and sends nothing yet."""
        return LOOK in self.data

    def full_clean(self):
        """Complain about nothing that is not sent yet."""
        if self.only_looks:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean(self):
        cleaned = super().clean()
        cleaned["unit_page"] = None
        name = (cleaned.get("unit") or "").strip()
        if cleaned.get("is_unsure"):
            return cleaned
        if not name:
            self.add_error("unit", _("Choose a unit, or say that you don't know whom to ask."))
            return cleaned
        found = units_called(name)
        if len(found) == 1:
            cleaned["unit_page"] = found[0]
        elif found:
            names = "、".join(unit.title for unit in found)
            self.add_error("unit", _("Which one do you mean? %(names)s") % {"names": names})
        else:
            self.add_error("unit", _("No unit is called that. If you are not sure, say so below."))
        return cleaned

    def privacy_choices(self) -> list[tuple]:
        """Return each choice with what it means, as the template draws it."""
        chosen = self["privacy"].value()
        return [(value, label, meaning, value == chosen) for value, label, meaning in PRIVACY]


def units_called(name: str) -> list[UnitPage]:
    """Return the units that somebody may mean: the one of this name, or a few that have it in theirs.

    One that takes no questions at present is found by its whole name only: its question goes to the desk.
    """
    for field in ("title", "official_name", "code"):
        if exact := UnitPage.objects.filter(**{f"{field}__iexact": name})[:1]:
            return list(exact)
    live = UnitPage.objects.live().order_by("path")
    found = live.filter(title__icontains=name) or live.filter(official_name__icontains=name)
    return list(found[:MOST_MEANT])


def unit_names() -> list[tuple[str, str]]:
    """Return the names that the form suggests, with the official ones, in the order of the directory."""
    return list(UnitPage.objects.live().order_by("path").values_list("title", "official_name"))
