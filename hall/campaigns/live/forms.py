"""What an organiser types on the spot."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from hall.campaigns.live.permissions import ENTRY_LIMIT
from hall.campaigns.live.services import ALT_LIMIT
from hall.forms import PlainTextField

TOKEN_LENGTH = 16


def new_token() -> str:
    """Return the name of one sending. Sent twice, it makes one entry and not two."""
    return get_random_string(TOKEN_LENGTH)


class EntryForm(forms.Form):
    """A new entry: one field, and what few entries need."""

    text = PlainTextField(
        label=_("What happens now?"),
        max_length=ENTRY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    is_important = forms.BooleanField(label=_("Important"), required=False)
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*,.heic"})
    )
    alt_text = PlainTextField(
        label=_("What does the picture show?"),
        required=False,
        max_length=ALT_LIMIT,
        help_text=_("For people who cannot see it"),
    )
    clip = forms.FileField(
        label=_("or a video or audio clip"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm,video/quicktime,audio/*,.m4a"}),
    )
    token = forms.RegexField(f"^[A-Za-z0-9]{{{TOKEN_LENGTH}}}$", widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and cleaned.get("clip"):
            self.add_error("clip", _("An entry carries a picture or a clip, not both."))
        return cleaned
