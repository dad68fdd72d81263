from django import forms
from django.utils.translation import gettext_lazy as _


class CommentMailForm(forms.Form):
    """Whether somebody wants mail about their own comments at all."""

    is_wanted = forms.BooleanField(
        label=_("Write to me when a comment of mine is shown, hidden or answered"),
        required=False,
        help_text=_(
            "Only for comments with which you asked for it. Without this you get none of these mails."
        ),
    )
