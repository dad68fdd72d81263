"""What a person may type about a mention."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UnitForm(forms.Form):
    """What narrows the inbox. Whatever is wrong with it narrows nothing."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=None, required=False, empty_label=_("All units"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    @property
    def asked(self):
        self.is_valid()
        return self.cleaned_data.get("unit")
