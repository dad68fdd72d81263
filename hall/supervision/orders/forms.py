"""What may be typed about an order. Each form knows whether it may be offered, and carries itself out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.concerns.answering.forms import UnitNameField
from hall.forms import PlainTextField
from hall.supervision.orders import services
from hall.supervision.orders.about import AboutField
from hall.supervision.orders.permissions import (
    why_not_accept,
    why_not_acknowledge,
    why_not_cancel,
    why_not_return_report,
)
from hall.supervision.terms import LONGEST_DEADLINE, REASON_LIMIT, WORDS_LIMIT
from portal.core.action_forms import ActionForm


def words_field(rows: int = 4, **options) -> PlainTextField:
    return PlainTextField(
        **{"max_length": WORDS_LIMIT, "widget": forms.Textarea(attrs={"rows": rows}), **options}
    )


def reason_field(**options) -> PlainTextField:
    return words_field(
        3,
        **{
            "label": _("Reason"),
            "max_length": REASON_LIMIT,
            "help_text": _("The unit will read it."),
            **options,
        },
    )


def days_field(initial: int = 3) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Working days to report"), initial=initial, min_value=1, max_value=LONGEST_DEADLINE
    )


class OrderForm(ActionForm):
    """Something that can be done with an order."""

    def call(self, verb, **arguments):
        """Carry out a verb. Raises `Refused`."""
        verb(order_id=self.row.pk, user=self.user, now=self.now, **arguments)


class AcknowledgeForm(OrderForm):
    name = "acknowledge"
    title = _("Confirm that it has arrived")
    submit = _("It has arrived")
    done = _("The inspectors see that it has arrived.")

    def why_not(self):
        return why_not_acknowledge(self.user, self.row)

    def carry_out(self):
        self.call(services.acknowledge)


class AcceptForm(OrderForm):
    name = "accept"
    title = _("Accept the report")
    submit = _("Accept and close")
    done = _("The report is accepted and the order is closed.")

    words = words_field(2, label=_("Remark"), required=False, help_text=_("The unit will read it."))

    def why_not(self):
        return why_not_accept(self.user, self.row)

    def carry_out(self):
        self.call(services.accept_report, words=self.cleaned_data["words"])


class ReturnForm(OrderForm):
    name = "return"
    title = _("Give the report back")
    submit = _("Give it back")
    done = _("The report went back to the unit, with a new deadline.")

    reason = reason_field(label=_("What is missing"))
    working_days = days_field()

    def why_not(self):
        return why_not_return_report(self.user, self.row)

    def carry_out(self):
        self.call(services.return_report, **self.cleaned_data)


class CancelForm(OrderForm):
    name = "cancel"
    title = _("Cancel the order")
    submit = _("Cancel the order")
    done = _("The order is cancelled. Its number stays taken.")

    reason = reason_field(help_text=_("For wrong grounds only. The unit will read it."))

    def why_not(self):
        return why_not_cancel(self.user, self.row)

    def carry_out(self):
        self.call(services.cancel_order, reason=self.cleaned_data["reason"])


ACTIONS = [AcknowledgeForm, AcceptForm, ReturnForm, CancelForm]


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ReportForm(forms.Form):
    """What the unit has done. Files are kept when they arrive, whatever else is wrong."""

    text = words_field(
        8, label=_("What was done"), help_text=_("What was wrong, what was done, and what keeps it right.")
    )
    files = forms.Field(
        label=_("Proof"),
        required=False,
        help_text=_(
            "Pictures, PDF, Word or Excel files, 10 MB each. Only inspectors and your unit see them."
        ),
        widget=ManyFiles(attrs={"accept": "image/*,.pdf,.docx,.xlsx", "multiple": True}),
    )


class IssueForm(forms.Form):
    """An order by hand."""

    unit = UnitNameField(label=_("Unit"), required=False)
    is_for_desk = forms.BooleanField(label=_("It is for the hall desk itself"), required=False)
    about = AboutField()
    grounds = words_field(
        5,
        label=_("Grounds"),
        help_text=_("What is wrong, with days and numbers. Quote nothing that a citizen wrote in private."),
    )
    demand = words_field(3, label=_("What is asked for"), required=False)
    working_days = days_field()

    def clean(self):
        cleaned = super().clean()
        unit, is_for_desk = cleaned.get("unit"), cleaned.get("is_for_desk")
        if bool(unit) == bool(is_for_desk) and "unit" not in self.errors:
            self.add_error("unit", _("Name a unit, or say that it is for the hall desk itself."))
        return cleaned
