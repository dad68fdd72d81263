"""What may be typed about accountability."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.supervision.accountability import services
from hall.supervision.accountability.permissions import why_not_add_record
from hall.supervision.enums import AppealOutcome, Concerned, Decision
from hall.supervision.orders.forms import OrderForm, reason_field, words_field
from hall.supervision.terms import REASON_LIMIT
from portal.accounts.models import User


def day_field(**options) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class RecordForm(OrderForm):
    name = "record"
    title = _("Hold accountable")
    submit = _("Make the record")
    done = _("The record is made. Only inspectors and those whom it concerns can read it.")

    concerned = forms.ChoiceField(label=_("Concerns"), choices=Concerned)
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), required=False, empty_label=_("nobody: it concerns the unit")
    )
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision)
    basis = forms.CharField(
        label=_("Basis"), max_length=REASON_LIMIT, help_text=_("The rule that the decision rests on.")
    )
    words = words_field(3, label=_("What happened"), required=False)
    decided_on = day_field(label=_("Decided on"))
    removal_on = day_field(
        label=_("Name is removed on"), required=False, help_text=_("Left empty: a year after the decision.")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        members = User.objects.filter(groups__team__unit=self.row.unit_id, groups__team__unit__isnull=False)
        self.fields["person"].queryset = members.filter(is_active=True).order_by("last_name", "pk").distinct()

    def why_not(self):
        return why_not_add_record(self.user, self.row)

    def carry_out(self):
        services.add_record(order_id=self.row.pk, by=self.user, now=self.now, **self.cleaned_data)


class AppealForm(forms.Form):
    text = words_field(6, label=_("Why it is not right"))


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=AppealOutcome, widget=forms.RadioSelect)
    words = reason_field(help_text=_("Those whom it concerns will read it."))
