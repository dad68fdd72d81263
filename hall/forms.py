"""What a person may type about a post."""

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from hall.models import SLUG_CHARACTERS, TEXT_LIMIT, Category, PostPage
from hall.permissions import CORRECTION_LIMIT, REASON_LIMIT, why_not_go_out_at, why_not_without_reason
from portal.core.plain_text import tidy
from units.models import UnitPage

KEY_LENGTH = 8
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


def new_key() -> str:
    """Return the name a post is going to have. Sent twice, it makes one post and not two."""
    return get_random_string(KEY_LENGTH, SLUG_CHARACTERS)


class PlainTextField(forms.CharField):
    """Text whose line breaks and hidden characters are tidied before anything counts them.

    A browser is told no greatest length: it would cut what is pasted and say nothing. What is too long comes back.
    """

    default_error_messages = {
        "max_length": _("At most %(limit_value)d characters, please; these are %(show_value)d.")
    }

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value):
        return tidy(super().to_python(value))


class When(TextChoices):
    """When a post becomes public: as soon as it is approved, at an hour, or at the one that it has already."""

    NOW = "now", _("as soon as it is approved")
    LATER = "later", _("at a chosen time")
    KEPT = "kept", _("at the time it has")


def moment_typed(moment) -> str:
    """Return a moment as a browser's field for date and time takes it."""
    return timezone.localtime(moment).strftime(MOMENT_FORMAT)


class MomentField(forms.DateTimeField):
    """A date and a time on the clock of the portal, as browsers ask for them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT_FORMAT)
    default_error_messages = {
        "invalid": _("Give the date and the time, such as 2026-10-01 08:00."),
        "required": _("Choose the date and the time."),
    }


class ReleaseMomentField(MomentField):
    """The hour at which a post is to go out: one that lies ahead."""

    def validate(self, value):
        super().validate(value)
        if value and (reason := why_not_go_out_at(value, timezone.now())):
            raise forms.ValidationError(reason)


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
    when = forms.ChoiceField(choices=When, required=False)
    go_live_at = forms.CharField(required=False)
    correction = PlainTextField(label=_("why it changes"), required=False, max_length=CORRECTION_LIMIT)
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

    @property
    def leaves_the_desk(self) -> bool:
        """Tell whether what is typed is meant to go on now, to its review or past it."""
        return self.data.get("action") in ("submit", "release")

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip() and not (self.post and self.post.repost_of_id):
            raise forms.ValidationError(_("Write something first."))
        return text

    def clean_correction(self):
        reason = " ".join(self.cleaned_data["correction"].split())
        missing = why_not_without_reason(self.post, reason) if self.post and self.is_submitting else ""
        if missing:
            raise forms.ValidationError(missing)
        return reason

    def clean_category(self):
        category = self.cleaned_data["category"]
        if category is None and self.leaves_the_desk:
            raise forms.ValidationError(_("Choose a category before you submit."))
        return category

    def clean(self):
        cleaned = super().clean()
        cleaned["go_live_at"] = self.chosen_time(cleaned)
        return cleaned

    def chosen_time(self, cleaned):
        """Return when the post goes out; only a time that was asked for can be a wrong one."""
        if cleaned.get("when") == When.KEPT:
            return self.post.go_live_at if self.post else None
        if cleaned.get("when") != When.LATER:
            return None
        try:
            return ReleaseMomentField(
                error_messages={"required": _("Say at what time it shall go out.")}
            ).clean(cleaned.get("go_live_at"))
        except forms.ValidationError as error:
            self.add_error("go_live_at", error)
        return None


class WithdrawalForm(forms.Form):
    """The sentence that readers find where a post was."""

    reason = PlainTextField(
        label=_("Reason"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers will see it at the post's address."),
    )
