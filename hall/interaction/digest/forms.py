from django import forms
from django.utils.translation import gettext_lazy as _

from hall.interaction.enums import DigestRhythm


class DigestForm(forms.Form):
    """How often somebody wants letters of what the followed units said."""

    rhythm = forms.ChoiceField(
        label=_("How often do you want a letter with what you follow?"),
        choices=DigestRhythm,
        widget=forms.RadioSelect,
        help_text=_("At eight in the morning, to the address that you sign in with."),
    )
