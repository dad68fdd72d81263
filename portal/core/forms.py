"""Every way a file comes into the admin passes the same doors, and what is kept stays what its reviewers saw."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from portal.core.clip_intake import take_in_clip
from portal.core.permissions import why_not_exchange
from portal.core.picture_intake import take_in_picture


class KeptFilesMixin:
    """Says before anybody tries, and again when they do, that a kept file is not exchanged."""

    kept_files = ["file"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.kept_files:
            if name in self.fields:
                self.fields[name].help_text = why_not_exchange(self.instance) or self.fields[name].help_text

    def taken_in(self, name, take_in):
        """Return what the field `name` holds; something new passes `take_in`."""
        file = self.cleaned_data[name]
        if not isinstance(file, UploadedFile):
            return file
        if reason := why_not_exchange(self.instance):
            raise ValidationError(reason, code="kept")
        return take_in(file)


class PictureForm(KeptFilesMixin, BaseImageForm):
    """Wagtail's picture form; what is uploaded loses its hidden data."""

    def clean_file(self):
        return self.taken_in("file", take_in_picture)


class ClipForm(KeptFilesMixin, BaseMediaForm):
    """The form of video and audio clips; what is uploaded must be one, and its poster a picture."""

    kept_files = ["file", "thumbnail"]

    def clean_file(self):
        return self.taken_in("file", self.take_in)

    def clean_thumbnail(self):
        if self.cleaned_data["thumbnail"] is False and (reason := why_not_exchange(self.instance)):
            raise ValidationError(reason, code="kept")
        return self.taken_in("thumbnail", take_in_picture)

    def take_in(self, file):
        self.instance.type = take_in_clip(file)
        return file
