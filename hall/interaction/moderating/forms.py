"""What a moderator may type."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.forms import PlainTextField
from hall.interaction.enums import BlockLength, CommentState, HeldBecause, HideReason
from hall.interaction.models.comment import REASON_LIMIT
from hall.interaction.models.comment import TEXT_LIMIT as COMMENT_LIMIT
from hall.interaction.moderating.queries import NOBODY, Wanted
from hall.interaction.moderating.word_list import read_list
from hall.review.forms import put_together

AT_ONCE_LIMIT = 100
TEXT_LIMIT = 20_000
STATES = [state for state in CommentState.choices if state[0] != CommentState.WITHDRAWN]


class WantedForm(forms.Form):
    """Which comments are listed. What is not a choice counts as not chosen."""

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    because = forms.ChoiceField(
        label=_("Why it waits"), choices=[("", _("All")), *HeldBecause.choices], required=False
    )
    words = forms.CharField(label=_("Words or name"), max_length=60, required=False)

    def __init__(self, *args, units, for_desk: bool, **kwargs):
        super().__init__(*args, **kwargs)
        own = [(str(unit.pk), unit.title) for unit in units]
        nobody = [(NOBODY, _("The hall's own pages"))] if for_desk else []
        self.fields["unit"].choices = [("", _("All")), *nobody, *own]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**chosen)


class ReasonForm(forms.Form):
    """A reason that the writer reads: the most frequent ones need one tap and no typing."""

    reason = PlainTextField(required=False)
    quick = forms.MultipleChoiceField(choices=HideReason, required=False)

    def clean(self):
        tapped = [HideReason(reason).label for reason in self.cleaned_data.get("quick", [])]
        reason = put_together(tapped, self.cleaned_data.get("reason", ""))
        if not reason:
            self.add_error("reason", _("Say in one sentence why; the writer reads it."))
        elif len(reason) > REASON_LIMIT:
            too_long = _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
            self.add_error("reason", too_long)
        self.cleaned_data["reason"] = reason
        return self.cleaned_data

    def typed(self, now: datetime) -> dict:
        """Return what the act takes."""
        return {"reason": self.cleaned_data["reason"]}


class BlockForm(ReasonForm):
    """For how long and where somebody may not comment."""

    length = forms.ChoiceField(
        choices=BlockLength,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose for how long.")),
    )
    everywhere = forms.BooleanField(required=False)

    def typed(self, now):
        length = self.cleaned_data["length"]
        until = None if length == BlockLength.FOR_GOOD else now + timedelta(days=int(length))
        return {**super().typed(now), "until": until, "everywhere": self.cleaned_data["everywhere"]}


class AnswerForm(forms.Form):
    """What a unit says to a comment. The token is the form's: sent twice, it makes one answer."""

    text = PlainTextField(
        max_length=COMMENT_LIMIT,
        error_messages={
            "required": _("Write the answer first."),
            "max_length": _("The text has %(show_value)d characters; a comment has %(limit_value)d at most."),
        },
    )
    token = forms.RegexField("^[0-9A-Za-z]{22,32}$")

    def typed(self, now: datetime) -> dict:
        return self.cleaned_data


class PastedListForm(forms.Form):
    """A list of words, as somebody pastes it."""

    words = forms.CharField(
        label=_("Words, one a line"),
        max_length=TEXT_LIMIT * 5,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("A kind and a note may follow, parted by a tab or a comma: 加微信, 广告, 拉人进群"),
    )

    def clean_words(self):
        words, errors = read_list(self.cleaned_data["words"])
        if errors:
            raise forms.ValidationError(errors[:20])
        if not words:
            raise forms.ValidationError(_("Write at least one word."))
        return words


class TriedTextForm(forms.Form):
    """A text, to see which words of the list would hold it."""

    text = forms.CharField(label=_("Text"), max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 5}))
