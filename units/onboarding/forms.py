"""What the hall desk may type about units coming online."""

from django import forms
from django.utils.translation import gettext_lazy as _

from units.onboarding.models import Batch
from units.onboarding.reading import MAX_BYTES


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class UploadForm(forms.Form):
    """A spreadsheet, and the batch that its new units belong to."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=_("XLSX, or CSV in UTF-8 or GB18030."),
        error_messages={
            "required": _("Choose the file with the units first."),
            "empty": _("The file is empty."),
        },
    )
    batch = forms.CharField(
        label=_("Batch"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "batches", "autocomplete": "off"}),
        help_text=_(
            "For the units in the file that have no batch yet. The board shows units by their batch."
        ),
    )
    due_on = forms.DateField(
        label=_("Due date"),
        required=False,
        widget=DayInput,
        help_text=_(
            "The day by which the batch is to be live. Left empty, that of the batch stays as it is."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB. Split it.") % {"limit": limit}
            )
        return file

    def clean(self):
        typed = super().clean()
        if typed.get("due_on") and not typed.get("batch"):
            self.add_error("batch", _("A due date belongs to a batch: give the batch a name."))
        return typed


class BatchForm(forms.ModelForm):
    class Meta:
        model = Batch
        fields = ["name", "due_on"]
        widgets = {"due_on": DayInput}
