"""What somebody may type about an opinion item. Each action knows whether it may be offered, and carries itself out."""

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hall.concerns.answering.forms import UnitNameField
from hall.forms import MomentField, PlainTextField
from hall.supervision.models import OpinionLevel
from hall.supervision.models.opinion_source import ADDRESS_LIMIT
from hall.supervision.opinion import services
from hall.supervision.opinion.permissions import why_not_at_desk, why_not_picture_words, why_not_respond
from hall.supervision.opinion.terms import (
    MOST_BOOST,
    PICTURE_WORDS_LIMIT,
    REASON_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
)
from portal.core.action_forms import ActionForm

MOST_CALLS = 100_000


class AreaField(PlainTextField):
    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)


class EnterForm(forms.Form):
    """Something the hotline told, or a screenshot shows."""

    title = forms.CharField(
        label=_("In one sentence"), max_length=TITLE_LIMIT, help_text=_("What happened, and where.")
    )
    text = AreaField(
        label=_("What is said"),
        required=False,
        max_length=TEXT_LIMIT,
        help_text=_("Leave names and telephone numbers out: the unit reads it too."),
    )
    said_at = MomentField(label=_("When it was said"), required=False, help_text=_("Empty means now."))
    said_times = forms.IntegerField(
        label=_("Calls or comments"), required=False, min_value=0, max_value=MOST_CALLS
    )
    link = forms.CharField(
        label=_("Address on the web"),
        required=False,
        max_length=ADDRESS_LIMIT,
        validators=[URLValidator(["http", "https"])],
    )
    picture = forms.FileField(
        label=_("Screenshot"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("Only the desk, the city office and the unit see it."),
    )

    picture_words = PlainTextField(
        label=_("What the screenshot shows"),
        required=False,
        max_length=PICTURE_WORDS_LIMIT,
        help_text=_("In a sentence, for those who cannot see it."),
    )

    def clean_said_times(self):
        return self.cleaned_data["said_times"] or 0

    def clean(self):
        typed = super().clean()
        words = typed.get("picture_words")
        if typed.get("picture") and words is not None and (reason := why_not_picture_words(words.strip())):
            self.add_error("picture_words", reason)
        return typed


class PointForm(forms.Form):
    """Something said in the hall that shall be followed as an item."""

    title = EnterForm.base_fields["title"]


class ItemForm(ActionForm):
    """Something that can be done with an item: by the desk, unless it says otherwise."""

    def why_not(self) -> str:
        return why_not_at_desk(self.user, self.name, self.row)

    def call(self, verb, **arguments):
        """Carry out a verb. Raises `Refused`."""
        verb(item_id=self.row.pk, by=self.user, now=self.now, **arguments)


class LevelField(forms.ModelChoiceField):
    """A level, offered with the clocks that it sets."""

    def label_from_instance(self, level):
        words = (
            _("%(level)s: response in %(first)d working hours, conclusion in %(end)d")
            if level.in_working_hours
            else _("%(level)s: response in %(first)d hours, conclusion in %(end)d, day and night")
        )
        return words % {"level": level.name, "first": level.first_hours, "end": level.conclude_hours}


class WeighForm(ItemForm):
    name = "weigh"
    title = _("Weigh it")
    submit = _("Set the level")
    done = _("It was weighed. The clocks run from the first weighing.")

    level = LevelField(OpinionLevel.objects.all(), label=_("Level"), empty_label=None)
    assessment = AreaField(
        label=pgettext_lazy("of an opinion item", "Assessment"),
        required=False,
        max_length=TEXT_LIMIT,
        help_text=_("What is true of it, how far it has spread, what may follow."),
    )
    boost = forms.IntegerField(
        label=_("Heat added by the desk"), required=False, min_value=0, max_value=MOST_BOOST
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        item = self.row
        self.initial = {"level": item.level_id, "assessment": item.assessment, "boost": item.boost}

    def carry_out(self):
        typed = self.cleaned_data
        self.call(
            services.weigh, level=typed["level"], assessment=typed["assessment"], boost=typed["boost"] or 0
        )


class AssignForm(ItemForm):
    name = "assign"
    title = _("Give it to a unit")
    submit = _("Give it")
    done = _("The unit has it now.")

    unit = UnitNameField(label=_("Unit"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.row.first_due_at:
            due = [self.row.first_due_at, self.row.conclude_due_at]
            first, end = (date_format(localtime(moment), "SHORT_DATETIME_FORMAT") for moment in due)
            words = _("First response by %(first)s, conclusion by %(end)s.") % {"first": first, "end": end}
            self.fields["unit"].help_text = words

    def carry_out(self):
        self.call(services.assign_item, unit=self.cleaned_data["unit"])


class RespondForm(ItemForm):
    name = "respond"
    title = _("Say where the response can be read")
    submit = _("Give the response")
    done = _("The desk has the response now.")

    link = forms.CharField(
        label=_("Address of the response"),
        max_length=ADDRESS_LIMIT,
        help_text=_("A public post or a public answer of ours; copy its address from the browser."),
    )
    words = AreaField(label=_("A word to the desk"), required=False, max_length=REASON_LIMIT)

    def why_not(self):
        return why_not_respond(self.user, self.row)

    def carry_out(self):
        self.call(services.respond, link=self.cleaned_data["link"], words=self.cleaned_data["words"])


class CloseForm(ItemForm):
    name = "close"
    title = _("Conclude it")
    submit = _("Conclude it")
    done = _("It is concluded.")

    words = AreaField(label=_("How it ended"), required=False, max_length=REASON_LIMIT)

    def carry_out(self):
        self.call(services.close_item, words=self.cleaned_data["words"])


class ReasonedForm(ItemForm):
    """Something that needs a reason."""

    verb = None

    reason = AreaField(
        label=pgettext_lazy("of an opinion item", "Reason"),
        max_length=REASON_LIMIT,
        help_text=_("It stays in the history."),
    )

    def carry_out(self):
        self.call(type(self).verb, reason=self.cleaned_data["reason"])


class ReturnForm(ReasonedForm):
    name = "return_response"
    title = submit = _("Return the response")
    done = _("The response was returned.")
    verb = services.return_response


class SetAsideForm(ReasonedForm):
    name = "set_aside"
    title = submit = _("Set it aside")
    done = _("It was set aside.")
    verb = services.set_aside


class TakeUpForm(ReasonedForm):
    name = "take_up"
    title = submit = _("Take it up again")
    done = _("It was taken up again.")
    verb = services.take_up


ACTIONS = [RespondForm, CloseForm, ReturnForm, WeighForm, AssignForm, SetAsideForm, TakeUpForm]
