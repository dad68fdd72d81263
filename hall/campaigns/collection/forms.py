"""What authors and organisers of a collection may type."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.campaigns.collection.permissions import AWARD_LIMIT, REASON_LIMIT
from hall.forms import PlainTextField
from portal.core.plain_text import tidy

TITLE_LIMIT, TEXT_LIMIT, CREDIT_LIMIT, CAPTION_LIMIT = 60, 2000, 40, 200
UNTICKED = {"required": _("It cannot be sent in without this tick.")}
WORDS = {"title": TITLE_LIMIT, "text": TEXT_LIMIT, "credit": CREDIT_LIMIT}


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class SubmissionForm(forms.Form):
    """What is sent in. Pictures and the clip are kept when they arrive, whatever else is wrong."""

    title = PlainTextField(label=_("Title"), max_length=TITLE_LIMIT)
    text = PlainTextField(
        label=_("Text"), required=False, max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 6})
    )
    credit = PlainTextField(
        label=_("Named as"), max_length=CREDIT_LIMIT, help_text=_("This name stands beside it in public.")
    )
    pictures = forms.Field(
        label=_("Pictures"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True}),
    )
    clip = forms.Field(
        label=_("Video or audio clip"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "video/*,audio/*"}),
    )
    may_be_used = forms.BooleanField(
        label=_("This is my own work, and I agree to the terms of use above"), error_messages=UNTICKED
    )
    minors_agreed = forms.BooleanField(
        label=_(
            "People who can be recognised agree, and for those under 18 (myself too) a parent or guardian does"
        ),
        error_messages=UNTICKED,
    )
    token = forms.RegexField(r"^[\w-]{16,32}$", widget=forms.HiddenInput)

    def __init__(self, data=None, *, initial=None, **kwargs):
        super().__init__(data, initial={"token": secrets.token_urlsafe(16), **(initial or {})}, **kwargs)

    def boxes(self) -> list:
        return [self["may_be_used"], self["minors_agreed"]]

    def typed(self) -> dict:
        """Return what was typed as far as it can be kept, right or wrong."""
        words = {name: tidy(self.data.get(name, ""))[:limit] for name, limit in WORDS.items()}
        return {**words, **{name: name in self.data for name in ("may_be_used", "minors_agreed")}}


class DeclineForm(forms.Form):
    reason = PlainTextField(label=_("Why not, for its author"), max_length=REASON_LIMIT)


class MarkForm(forms.Form):
    mark = forms.IntegerField(label=_("Your mark, 1 to 10"), min_value=1, max_value=10)


class AwardForm(forms.Form):
    award = PlainTextField(label=_("Award"), required=False, max_length=AWARD_LIMIT)
