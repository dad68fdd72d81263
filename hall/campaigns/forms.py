"""What an organiser may type to begin and to host a campaign."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hall.campaigns.models import CampaignPattern, bare
from hall.campaigns.permissions import why_not_hashtag, why_not_span
from hall.forms import MomentField, PlainTextField
from hall.models import Category
from units.models import UnitPage

TITLE_LIMIT = 80


class StartForm(forms.Form):
    """A new campaign. What a pattern brings is filled in by the screen; each of it may be changed here."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=UnitPage.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("You do not organise campaigns for this unit.")},
    )
    title = PlainTextField(label=_("Title"), max_length=TITLE_LIMIT)
    hashtag = PlainTextField(
        label=_("Hashtag"), max_length=42, help_text=_("Posts of all units under it show here.")
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.none(),
        help_text=_("Decides how many people review it."),
    )
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"), required=False)

    def __init__(self, *args, units, pattern: CampaignPattern | None = None, **kwargs):
        super().__init__(*args, initial=begun(pattern), **kwargs)
        self.fields["unit"].queryset = units
        self.fields["category"].queryset = Category.objects.offered_to()
        if len(units) == 1:
            self.fields["unit"].initial = units[0]

    def clean_hashtag(self):
        hashtag = bare(self.cleaned_data["hashtag"])
        if reason := why_not_hashtag(hashtag):
            raise forms.ValidationError(reason)
        return hashtag

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opens_at") and (
            reason := why_not_span(cleaned["opens_at"], cleaned.get("closes_at"))
        ):
            self.add_error("closes_at", reason)
        return cleaned


def begun(pattern: CampaignPattern | None) -> dict:
    """Return what the form begins with: the next full hour, and what the pattern brings."""
    hour = timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if pattern is None:
        return {"opens_at": hour}
    return {
        "title": pattern.name,
        "hashtag": pattern.hashtag,
        "category": pattern.category,
        "opens_at": hour,
        "closes_at": hour + timedelta(days=pattern.days),
    }


class InviteForm(forms.Form):
    """A unit to host a campaign with; one's own is not among the choices."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=UnitPage.objects.none(), empty_label=_("Choose a unit")
    )

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        taken = [
            campaign.unit.pk,
            *campaign.host_rows.exclude(state="declined").values_list("unit", flat=True),
        ]
        self.fields["unit"].queryset = UnitPage.objects.live().exclude(pk__in=taken).order_by("path")
