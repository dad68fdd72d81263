"""What a reviewer may type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.forms import PlainTextField
from hall.review.enums import QuickReason
from portal.accounts.models import User

COMMENT_LIMIT = 1_000
# The browser's own: on a phone Wagtail's calendar stays open over the button below it.
DAY_PICKER = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def put_together(tapped, typed: str) -> str:
    """Return sentences that were tapped and what was typed as one text, nothing twice."""
    typed = typed.strip()
    return "\n".join([*[str(one) for one in tapped if str(one) not in typed], typed]).strip()


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


class QuickReturnForm(ReturnForm):
    """A return from the review page, where the most frequent reasons need one tap and no typing."""

    comment = PlainTextField(
        label=_("What should be changed?"),
        required=False,
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quick = forms.MultipleChoiceField(
        label=_("Often asked for"), choices=QuickReason, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self):
        """Put what was tapped before what was typed. A script has perhaps written it into the field already."""
        tapped = [QuickReason(reason).label for reason in self.cleaned_data.get("quick", [])]
        comment = put_together(tapped, self.cleaned_data.get("comment", ""))
        if not comment and "comment" not in self.errors:
            self.add_error("comment", _("Say what should be changed; the writer will read it."))
        self.cleaned_data["comment"] = comment
        return self.cleaned_data


class DeputyForm(forms.Form):
    """Who stands in for whom, from which day to which. `for_others`: the person who is away may be somebody else."""

    person = forms.EmailField(label=_("Who is away (e-mail address)"), max_length=254, required=False)
    deputy = forms.EmailField(
        label=_("Deputy (e-mail address)"),
        max_length=254,
        help_text=_("Somebody who reviews too, at the same step or a higher one."),
    )
    first_day = forms.DateField(label=_("First day"), widget=DAY_PICKER)
    last_day = forms.DateField(label=_("Last day"), widget=DAY_PICKER)

    def __init__(self, *args, for_others: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not for_others:
            del self.fields["person"]

    def clean_person(self):
        return self.found("person")

    def clean_deputy(self):
        return self.found("deputy")

    def found(self, name) -> User | None:
        """Return the person with the address that was typed; without one, the person who asks is meant."""
        address = self.cleaned_data[name].lower()
        if not address:
            return None
        person = User.objects.filter(email=address).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has this e-mail address."))
        return person
