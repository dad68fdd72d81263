"""What people type in the assessment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.assessment.calendar_month import Month
from hall.assessment.models import Scorecard
from hall.assessment.models.appeal import WORDS_LIMIT
from hall.assessment.models.deed import WORDS_LIMIT as DEED_LIMIT
from hall.assessment.models.incident import GROUNDS_LIMIT
from hall.assessment.permissions import subjects_of
from hall.assessment.subjects import FACT_LABELS, SUBJECTS
from hall.forms import PlainTextField


class MonthField(forms.CharField):
    """A month as browsers write it: 2026-11."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"})

    def to_python(self, value):
        text = super().to_python(value)
        month = Month.parse(text) if text else None
        if text and month is None:
            raise forms.ValidationError(_("Write a month like 2026-11."))
        return month


class MonthForm(forms.Form):
    month = MonthField(label=_("Month"))


class AppealForm(forms.Form):
    """What is wrong, how it can be seen, and a picture of it if there is one."""

    subject = forms.ChoiceField(label=_("What is wrong?"))
    words = PlainTextField(
        label=_("How can it be seen?"), max_length=WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )
    picture = forms.FileField(
        label=_("Picture that shows it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,.heic"}),
    )

    def __init__(self, card: Scorecard, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = set(card.appeals.values_list("subject", flat=True))
        self.fields["subject"].choices = [
            (key, SUBJECTS[key].label) for key in subjects_of(card) if key not in taken or self.is_bound
        ]


class FactsForm(forms.Form):
    """The facts behind a number, as they should have been, and why. Left as they are, they stay."""

    def __init__(self, card: Scorecard, subject: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts = card.month_facts
        for name in SUBJECTS[subject].facts:
            kind = forms.DecimalField if name == "median_days" else forms.IntegerField
            self.fields[name] = kind(
                label=FACT_LABELS[name],
                min_value=0,
                max_value=1_000_000,
                required=name != "median_days",
                initial=getattr(facts, name),
            )
        self.names = list(self.fields)
        self.fields["reason"] = PlainTextField(
            label=_("Reason"), max_length=WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 3})
        )

    def changes(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.names}


class IncidentForm(forms.Form):
    happened_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    grounds = PlainTextField(
        label=_("What happened, and how it is known"),
        max_length=GROUNDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeedForm(forms.Form):
    words = PlainTextField(label=_("What was done for whom?"), max_length=DEED_LIMIT)


class FollowingSchemeForm(forms.Form):
    month = MonthField(label=_("In force from"))
