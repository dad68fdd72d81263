"""What a person may type about a release."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.forms import PlainTextField, ReleaseMomentField
from hall.models import TEXT_LIMIT, Category
from hall.review.releases.enums import Latecomers
from hall.review.releases.queries import units_without_post
from hall.review.releases.services import REASON_LIMIT
from units.models import UnitPage


class StopForm(forms.Form):
    """Why something does not go out."""

    reason = PlainTextField(
        label=_("Why does it not go out?"), max_length=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )


class MoveForm(forms.Form):
    """Another hour."""

    goes_out_at = ReleaseMomentField(label=_("Date and time"))


class JointForm(forms.Form):
    """Name, hour and choice of a joint release."""

    name = PlainTextField(
        label=_("Name"),
        max_length=60,
        widget=forms.TextInput,
        error_messages={"required": _("Give it a name.")},
    )
    goes_out_at = ReleaseMomentField(label=_("Date and time"))
    latecomers = forms.ChoiceField(
        label=_("Posts that are not approved by then"),
        choices=Latecomers,
        initial=Latecomers.AT_ONCE,
        widget=forms.RadioSelect,
    )


class UnitChoices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, unit):
        return unit.title


class DraftsForm(forms.Form):
    """One text for many units."""

    units = UnitChoices(
        label=_("Units"),
        queryset=UnitPage.objects.none(),
        error_messages={"required": _("Choose at least one unit.")},
    )
    text = PlainTextField(
        label=_("Text for all of them"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("{单位} becomes the name of each unit."),
        error_messages={"required": _("Write the text for all of them.")},
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.all(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a category.")},
    )

    def __init__(self, *args, joint, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_without_post(joint)
