"""What givers and organisers of a charity may type."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.campaigns.charity.permissions import RECEIPT_LIMIT
from hall.campaigns.models.charity import LARGEST_AMOUNT
from hall.forms import PlainTextField

NOTE_LIMIT = 200
UPDATE_LIMIT = 2000


class PledgeForm(forms.Form):
    """A promise for one goal."""

    amount = forms.IntegerField(label=_("How much"), min_value=1, max_value=LARGEST_AMOUNT)
    note = PlainTextField(
        label=_("Note, if you like"),
        required=False,
        max_length=NOTE_LIMIT,
        help_text=_("Such as when you come and how to reach you. The organisers alone read it."),
    )
    is_thanked = forms.BooleanField(
        label=_("Thank me by my nickname on this page once it has arrived"), required=False
    )


class ReceiptForm(forms.Form):
    """What an organiser notes when somebody has brought what they promised."""

    amount = forms.IntegerField(label=_("Received"), min_value=1, max_value=LARGEST_AMOUNT)
    receipt = PlainTextField(label=_("Receipt number"), max_length=RECEIPT_LIMIT)


class UpdateForm(forms.Form):
    """Where it went: words, and a picture with words for it."""

    text = PlainTextField(
        label=_("Where it went"),
        max_length=UPDATE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it at once."),
    )
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )
    alt_text = PlainTextField(label=_("what the picture shows"), required=False, max_length=200)
    token = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"token": secrets.token_urlsafe(16)}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("alt_text"):
            self.add_error("alt_text", _("Say in a few words what the picture shows."))
        return cleaned
