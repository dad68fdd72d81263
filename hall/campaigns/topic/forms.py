from django import forms
from django.utils.translation import gettext_lazy as _

from hall.campaigns.models.base import TEXT_LIMIT
from hall.forms import PlainTextField


class SummaryForm(forms.Form):
    """The host's closing words. They go through review as the page does, and show from the end on."""

    summary = PlainTextField(
        label=_("Summary by the host"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It is reviewed like the page, and shows from the end of the topic on."),
        error_messages={"required": _("Write something first.")},
    )
