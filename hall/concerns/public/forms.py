from django import forms

from hall.concerns.enums import PublicState
from portal.core.search.query import LENGTH_LIMIT
from units.models import UnitPage


class ChoiceForm(forms.Form):
    """The narrowing in the address of the list. What means nothing narrows nothing."""

    q = forms.CharField(required=False, strip=True)
    unit = forms.ModelChoiceField(UnitPage.objects.live(), required=False, to_field_name="code")
    state = forms.ChoiceField(required=False, choices=[("", ""), *PublicState.choices])

    def chosen(self) -> dict:
        self.is_valid()
        typed = self.cleaned_data
        return {
            "words": typed.get("q", "")[:LENGTH_LIMIT],
            "unit": typed.get("unit"),
            "state": typed.get("state", ""),
        }
