"""Every way a file comes into the admin passes the same doors."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from portal.core.clip_intake import take_in_clip
from portal.core.picture_intake import take_in_picture


class PictureForm(BaseImageForm):
    """Wagtail's picture form; what is uploaded loses its hidden data."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        return take_in_picture(file) if isinstance(file, UploadedFile) else file


class ClipForm(BaseMediaForm):
    """The form of video and audio clips; what is uploaded must be one."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            self.instance.type = take_in_clip(file)
        return file
