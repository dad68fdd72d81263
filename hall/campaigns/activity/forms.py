"""What somebody gives to sign up: an address for letters, and what the organiser asks."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hall.campaigns.activity.links import new_seed, read_seed
from hall.campaigns.activity.services import Answers
from hall.campaigns.models import ActivityPage
from hall.campaigns.models.sign_up import MOST_PEOPLE, NAME_LIMIT, NOTE_LIMIT, PHONE_LIMIT
from hall.forms import PlainTextField

PHONE = RegexValidator(r"^\+?[0-9][0-9 ()-]{4,}$", _("A telephone number has digits, such as 138 0000 0000."))


class SignUpForm(forms.Form):
    """Its fields are those that the organiser of the activity chose."""

    seed = forms.CharField(required=False, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The letter brings your ticket and the link to cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = PlainTextField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=NAME_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainTextField(
        label=pgettext_lazy("of a person", "Telephone number"),
        max_length=PHONE_LIMIT,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    people = forms.IntegerField(
        label=_("How many people are coming?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        help_text=_("You among them."),
    )
    note = PlainTextField(
        label=_("Note to the organisers"),
        max_length=NOTE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": "sign-up"}),
    )

    def __init__(self, *args, activity: ActivityPage, user, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {
            "email": not user.is_authenticated,
            "name": activity.asks_name,
            "phone": activity.asks_phone,
            "people": activity.asks_people,
            "note": activity.asks_note,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        if "name" in self.fields and user.is_authenticated:
            self.fields["name"].initial = user.nickname or ""
        # Not called like its field, which a template would find first.
        self.carried = read_seed(self.data.get("seed", "")) or new_seed()

    def shown(self):
        """Return the fields in the order in which they are asked; the hidden one and the check stand elsewhere."""
        return [self[name] for name in ("name", "phone", "people", "email", "note") if name in self.fields]

    def answers(self) -> Answers:
        words = self.cleaned_data
        return Answers(
            name=" ".join(words.get("name", "").split()),
            phone=" ".join(words.get("phone", "").split()),
            people=words.get("people", 1),
            note=words.get("note", "").strip(),
        )
