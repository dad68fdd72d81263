"""What people of the lane, and those who look at a post afterwards, may type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.forms import PlainTextField
from hall.permissions import REASON_LIMIT
from hall.review.models.urgent import COMMENT_LIMIT
from hall.review.urgent.permissions import why_not_give_urgent_reason
from portal.core.whole_numbers import whole_number


class ReleaseForm(forms.Form):
    """Why a post cannot wait, and which version was read."""

    reason = PlainTextField(
        label=_("Why can this not wait?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REASON_LIMIT}),
        help_text=_("In a few words. Those who look at the post afterwards read it; readers do not."),
    )
    seen = forms.CharField(required=False)

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if why_not := why_not_give_urgent_reason(reason):
            raise forms.ValidationError(why_not)
        return reason

    def seen_number(self) -> int | None:
        """Return the number of the revision that the version in the form names."""
        return whole_number(self.cleaned_data["seen"].partition(" ")[0])


class CloseForm(forms.Form):
    """That a release was right, with a word about it if one likes."""

    comment = PlainTextField(
        label=_("A word about it, if you like"),
        required=False,
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
