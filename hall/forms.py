"""What a person may type about a post."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from hall.models import SLUG_CHARACTERS, TEXT_LIMIT, Category, PostPage
from hall.permissions import REASON_LIMIT
from portal.core.plain_text import tidy
from units.models import UnitPage

KEY_LENGTH = 8


def new_key() -> str:
    """Return the name a post is going to have. Sent twice, it makes one post and not two."""
    return get_random_string(KEY_LENGTH, SLUG_CHARACTERS)


class PlainTextField(forms.CharField):
    """Text whose line breaks and hidden characters are tidied before anything counts them."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        return tidy(super().to_python(value))


class ComposerForm(forms.Form):
    """One post as the composer sends it. Files and their words come beside it, see `hall.attachments`."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=UnitPage.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("You do not write for this unit.")},
    )
    text = PlainTextField(
        label=_("Text"),
        required=False,
        max_length=TEXT_LIMIT,
        error_messages={
            "max_length": _("The text has %(show_value)d characters; a post has %(limit_value)d at most.")
        },
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("There is no such category. Choose one from the list.")},
    )
    location = PlainTextField(label=_("Location"), required=False, max_length=60)
    key = forms.RegexField(f"^[{SLUG_CHARACTERS}]{{{KEY_LENGTH}}}$", required=False)
    seen = forms.CharField(required=False)

    def __init__(self, *args, units, post: PostPage | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.post = post
        self.fields["unit"].queryset = units
        self.fields["category"].queryset = Category.objects.offered_to(post)

    @property
    def is_submitting(self) -> bool:
        return self.data.get("action") == "submit"

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip() and not (self.post and self.post.repost_of_id):
            raise forms.ValidationError(_("Write something first."))
        return text

    def clean_category(self):
        category = self.cleaned_data["category"]
        if category is None and self.is_submitting:
            raise forms.ValidationError(_("Choose a category before you submit."))
        return category


class WithdrawalForm(forms.Form):
    """The sentence that readers find where a post was."""

    reason = PlainTextField(
        label=_("Reason"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers will see it at the post's address."),
    )
