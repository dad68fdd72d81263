"""A training session in Wagtail's editor."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from hall.assessment.training.changes import reasons_against
from units.enums import UNIT_ROLES, Role

LARGEST_FILE = 20 * 1024 * 1024
PACKED = b"PK\x03\x04"
# How a file of each kind begins.
FILE_KINDS = {
    "pdf": b"%PDF-",
    "docx": PACKED,
    "pptx": PACKED,
    "xlsx": PACKED,
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n",
}


class TrainingSessionForm(WagtailAdminModelForm):
    """Asks what no field knows alone."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        choices=[(role, Role(role).label) for role in UNIT_ROLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None ticked: everybody in the teams of the units."),
    )

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("It ends after it begins."))
        if not cleaned.get("place") and not cleaned.get("online_url"):
            self.add_error("place", _("Say where it is: a place, an address for those online, or both."))
        if self.instance.pk:
            for field, reason in reasons_against(self.instance, cleaned).items():
                self.add_error(field, reason)
        return cleaned

    def is_valid(self):
        """Ask the rows of the material too: they are forms of their own."""
        is_valid = super().is_valid()
        rows = self.formsets.get("materials")
        for row in rows.forms if is_valid and rows is not None else ():
            data = row.cleaned_data
            if data and not data.get("DELETE") and (reason := why_not_material(data)):
                row.add_error(None, ValidationError(reason))
                is_valid = False
        return is_valid


def why_not_material(data: dict) -> str:
    """Say why a row of material is none."""
    file = data.get("file")
    if bool(file) == bool(data.get("url")):
        return _("Give a file or a link for “%(words)s”, one of them.") % {"words": data.get("words", "")}
    return why_not_upload(file) if isinstance(file, UploadedFile) else ""


def why_not_upload(file: UploadedFile) -> str:
    """Say why a file is not taken. Its name has an ending that is allowed."""
    if file.size > LARGEST_FILE:
        return _("A file of material has 20 MB at most.")
    beginning = FILE_KINDS[file.name.rpartition(".")[2].lower()]
    is_one = file.read(len(beginning)) == beginning
    file.seek(0)
    return "" if is_one else _("“%(file)s” is no file of the kind that its name says.") % {"file": file.name}
