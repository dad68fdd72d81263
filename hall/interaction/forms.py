"""What a person may type to be read by others."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from hall.interaction.models import TEXT_LIMIT

TOKEN_LENGTH = 32


def new_token() -> str:
    return get_random_string(TOKEN_LENGTH)


class CommentForm(forms.Form):
    """A comment. Its length is the verb's to judge: a limit of the browser's would cut without a word.

    `voices` are the units in whose name the person may write, `own_name` what readers call them otherwise;
    nobody is offered mail who has stopped all of it.
    """

    limit = TEXT_LIMIT

    text = forms.CharField(
        label=_("Your comment"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": TEXT_LIMIT}),
        error_messages={"required": _("Write something first.")},
    )
    voice = forms.ChoiceField(label=_("Speaks"), required=False)
    wants_mail = forms.BooleanField(label=_("Write to me when it is decided or answered"), required=False)
    token = forms.CharField(max_length=TOKEN_LENGTH, widget=forms.HiddenInput, initial=new_token)

    def __init__(self, *args, voices=(), own_name="", keep="", offers_mail=True, **kwargs):
        super().__init__(*args, auto_id="comment_%s", **kwargs)
        self.fields["text"].widget.attrs |= {"data-keep": keep, "aria-describedby": "comment_text_count"}
        if voices:
            own = [("", own_name)] if own_name else []
            official = _("%(unit)s, officially")
            self.fields["voice"].choices = own + [
                (str(unit.pk), official % {"unit": unit.title}) for unit in voices
            ]
        else:
            del self.fields["voice"]
        if not offers_mail:
            del self.fields["wants_mail"]
