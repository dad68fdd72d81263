"""What somebody may type to move a concern on. Each form knows whether it may be offered, and carries itself out."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hall.concerns import services
from hall.concerns.answering.asking_back import ask_back, mark_read, why_not_ask_back, why_not_hold
from hall.concerns.models import Concern, ConcernKind
from hall.concerns.models.concern import REASON_LIMIT, TEXT_LIMIT
from hall.concerns.permissions import (
    why_not_assign,
    why_not_extend,
    why_not_join,
    why_not_merge,
    why_not_set_kind,
    why_not_transfer,
)
from hall.concerns.terms import ASK_BACK_LIMIT
from hall.forms import PlainTextField
from hall.models import Category
from hall.queries import suggest_units
from hall.review.dismissals import answers_in
from portal.core.action_forms import ActionForm
from portal.core.workdays import local_day
from units.models import UnitPage


class UnitNameField(forms.CharField):
    """An account name that people type; what is close to it is suggested when no unit has it."""

    def __init__(self, **options):
        super().__init__(max_length=255, widget=forms.TextInput(attrs={"list": "live-units"}), **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        name = typed.lstrip("@＠").strip()
        unit = UnitPage.objects.live().filter(title__iexact=name).first()
        if unit is None:
            near = "、".join(unit.title for unit in suggest_units(name[:2])[:4]) if name else ""
            words = _("No unit is called “%(name)s”.") % {"name": name or typed}
            raise forms.ValidationError(
                words + (_(" Did you mean: %(names)s?") % {"names": near} if near else "")
            )
        return unit


class ReasonField(PlainTextField):
    def __init__(self, **options):
        super().__init__(
            max_length=REASON_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3}),
            **{
                "label": gettext_lazy("Reason"),
                "help_text": gettext_lazy("Who asked will read it."),
                **options,
            },
        )


class ConcernForm(ActionForm):
    """Something that can be done with a concern besides answering it."""

    def call(self, verb, **arguments):
        """Carry out a verb. Raises `Refused`."""
        verb(concern_id=self.row.pk, user=self.user, now=self.now, **arguments)


class AssignForm(ConcernForm):
    name = "assign"
    title = gettext_lazy("Give it to a unit")
    submit = gettext_lazy("Give it")
    done = gettext_lazy("The unit has it now.")

    unit = UnitNameField(label=gettext_lazy("Unit"))
    kind = forms.ModelChoiceField(
        ConcernKind.objects.filter(is_retired=False),
        label=pgettext_lazy("of a question", "Kind"),
        empty_label=None,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial = {"kind": self.row.kind_id}

    def why_not(self):
        return why_not_assign(self.user, self.row)

    def carry_out(self):
        self.call(services.assign, unit=self.cleaned_data["unit"], kind=self.cleaned_data["kind"])


class TransferForm(ConcernForm):
    name = "transfer"
    title = gettext_lazy("Pass it on")
    submit = gettext_lazy("Pass it on")
    done = gettext_lazy("It has been passed on. The deadline stays.")

    unit = UnitNameField(
        label=gettext_lazy("Unit"),
        required=False,
        help_text=gettext_lazy("Leave it empty to give it back to the hall desk."),
    )
    reason = ReasonField()

    def why_not(self):
        return why_not_transfer(self.user, self.row)

    def carry_out(self):
        self.call(services.transfer, unit=self.cleaned_data["unit"], reason=self.cleaned_data["reason"])


class KindForm(ConcernForm):
    name = "kind"
    title = gettext_lazy("How difficult is it?")
    submit = gettext_lazy("Count the deadline anew")
    done = gettext_lazy("The deadline was counted anew from when it came in.")

    kind = forms.ModelChoiceField(
        ConcernKind.objects.filter(is_retired=False),
        label=pgettext_lazy("of a question", "Kind"),
        empty_label=None,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial = {"kind": self.row.kind_id}

    def why_not(self):
        return why_not_set_kind(self.user, self.row)

    def carry_out(self):
        self.call(services.set_kind, kind=self.cleaned_data["kind"])


class ExtendForm(ConcernForm):
    name = "extend"
    title = gettext_lazy("Take more time")
    submit = gettext_lazy("Move the deadline")
    done = gettext_lazy("The deadline was moved, and who asked is told why.")

    working_days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=1, max_value=60)
    reason = ReasonField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        most = self.row.kind.extension_days
        self.initial = {"working_days": most}
        self.fields["working_days"].help_text = _("%(days)d at most.") % {"days": most}

    def why_not(self):
        return why_not_extend(self.user, self.row, local_day(self.now))

    def carry_out(self):
        self.call(
            services.extend,
            working_days=self.cleaned_data["working_days"],
            reason=self.cleaned_data["reason"],
        )


class MergeForm(ConcernForm):
    name = "merge"
    title = gettext_lazy("The same was asked before")
    submit = gettext_lazy("Join it to that one")
    done = gettext_lazy("It was joined. Who asked is led to that answer.")

    number = forms.CharField(
        label=gettext_lazy("Number of the other concern"),
        max_length=20,
        help_text=gettext_lazy("This one is closed, and its asker reads the answer to the other one."),
    )

    def why_not(self):
        return why_not_join(self.user, self.row)

    def clean_number(self):
        into = (
            Concern.objects.visible_to(self.user).filter(number=self.cleaned_data["number"].strip()).first()
        )
        if into is None:
            raise forms.ValidationError(_("There is no concern of this number."))
        if reason := why_not_merge(self.user, self.row, into):
            raise forms.ValidationError(reason)
        return into

    def carry_out(self):
        self.call(services.merge, into_id=self.cleaned_data["number"].pk)


class AskBackForm(ConcernForm):
    name = "ask_back"
    title = gettext_lazy("Put a question to who asked")
    submit = gettext_lazy("Send the question")
    done = gettext_lazy("The question is on its way to who asked. The deadline runs on.")

    text = PlainTextField(
        label=gettext_lazy("What do you want to know?"),
        max_length=ASK_BACK_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Only what you need to know, such as the street or the day. It is private and no answer: that passes its "
            "review. The deadline runs on."
        ),
    )

    def why_not(self):
        return why_not_ask_back(self.user, self.row)

    def carry_out(self):
        self.call(ask_back, text=self.cleaned_data["text"])


class ReadForm(ConcernForm):
    """Offered beside what is unread. `seen` is the moment of the last words that the page showed."""

    name = "read"
    title = submit = gettext_lazy("I have read it")
    done = gettext_lazy("Nothing of who asked is unread here.")

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        unread = self.row.unread_since
        self.initial = {"seen": unread.isoformat() if unread else ""}

    def why_not(self):
        return why_not_hold(self.user, self.row)

    def carry_out(self):
        self.call(mark_read, seen=self.cleaned_data["seen"])


ACTIONS = [AskBackForm, AssignForm, TransferForm, KindForm, ExtendForm, MergeForm]


class AnswerForm(forms.Form):
    """The words of an answer. `seen` is the version that the writer had before them; hints are answered by script."""

    text = PlainTextField(
        label=gettext_lazy("Answer"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8, "data-answer-text": ""}),
        error_messages={"required": gettext_lazy("Write the answer first.")},
    )
    category = forms.ModelChoiceField(
        Category.objects.filter(is_retired=False),
        label=gettext_lazy("Category"),
        help_text=gettext_lazy("Decides how many people review the answer."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    dismissed_hints = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_dismissed_hints(self):
        return answers_in(self.cleaned_data["dismissed_hints"])


class ReturnForm(forms.Form):
    comment = PlainTextField(
        max_length=REASON_LIMIT,
        error_messages={"required": gettext_lazy("Say what should be changed; the writer reads it.")},
    )
