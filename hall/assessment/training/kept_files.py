"""Where the editor shows a file of the material: it has no address of its own, only the view that hands it out."""

from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.db.models.fields.files import FieldFile
from django.urls import reverse


@dataclass(frozen=True)
class KeptFile:
    """What Django's own template shows of a file that is there already."""

    name: str
    url: str

    def __str__(self):
        return self.name


class KeptFileInput(forms.ClearableFileInput):
    def is_initial(self, value):
        return isinstance(value, FieldFile) and bool(value)

    def format_value(self, value):
        if not self.is_initial(value):
            return None
        material = value.instance
        address = reverse("training_material", args=[material.session_id, material.pk])
        return KeptFile(PurePath(value.name).name, address)
