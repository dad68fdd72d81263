"""What a person may type about the people of a team."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.enums import Role

NAME_LIMIT = 40


class JoinForm(forms.Form):
    """One more person for one of the teams that whoever types may change."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("They sign in with it and get an invitation.")
    )
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=NAME_LIMIT, required=False)
    role = forms.ChoiceField(label=_("Team"), widget=forms.RadioSelect)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {team.role: team for team in teams}
        self.fields["role"].choices = [(role, Role(role).label) for role in self.teams]

    @property
    def team(self):
        return self.teams[self.cleaned_data["role"]]
