"""What a reviewer may type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.forms import PlainTextField

COMMENT_LIMIT = 1_000


class ApprovalForm(forms.Form):
    """An approval, with a word to the writer if the reviewer likes."""

    comment = PlainTextField(
        label=_("Comment"),
        required=False,
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReturnForm(forms.Form):
    """A return, which says what is to be changed."""

    comment = PlainTextField(
        label=_("What should be changed?"),
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what should be changed; the writer will read it.")},
    )
