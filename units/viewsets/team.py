"""The people of a unit by role: who is in, who is invited, who comes and who goes. No group screens needed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from portal.accounts.models import User
from portal.accounts.permissions import why_not_invite
from portal.core.refusals import Refused
from units.enums import Role
from units.forms import JoinForm
from units.models import Team, UnitPage
from units.permissions import (
    is_hall_desk,
    why_not_change_team,
    why_not_leave,
    why_not_name_lead,
    why_not_see_team,
)
from units.services import invite_again, join_team, leave_team, name_lead
from units.viewsets.desk import UnitsScreen


class TeamScreen(UnitsScreen):
    """A screen about the team of one unit, for the desk and for the unit's own spokespersons."""

    address_name = "units_team"

    @cached_property
    def unit(self):
        return get_object_or_404(UnitPage, code=self.kwargs["code"].upper())

    def why_not_see(self):
        return why_not_see_team(self.request.user, self.unit)

    def dispatch(self, request, *args, **kwargs):
        if self.why_not_see():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.unit.title

    @cached_property
    def teams(self):
        teams = list(Team.objects.filter(unit=self.unit).with_people())
        return sorted(teams, key=lambda team: list(Role).index(team.role))

    def address(self):
        return reverse(self.address_name, kwargs=self.place())

    def address_of(self, what, team, person):
        """Return where something is done about one member."""
        member = {**self.place(), "role": team.role, "user_id": person.pk}
        return reverse(f"{self.address_name}_{what}", kwargs=member)

    def place(self):
        return {"code": self.unit.code}

    def back(self):
        return redirect(self.address())

    def try_to(self, verb, said, **arguments):
        """Do something about the team and say how it went."""
        try:
            verb(by=self.request.user, **arguments)
        except Refused as refused:
            messages.error(self.request, " ".join(refused.reasons))
        else:
            messages.success(self.request, said)
        return self.back()


class TeamView(TeamScreen):
    """Everybody of the unit by role, and a form for one more."""

    template_name = "units/team/team.html"
    page_title = gettext_lazy("Team")

    def get(self, request, **kwargs):
        return self.ask(JoinForm(teams=self.changeable()))

    def post(self, request, **kwargs):
        form = JoinForm(request.POST, teams=self.changeable())
        if not form.is_valid():
            return self.ask(form)
        typed = form.cleaned_data
        try:
            person = join_team(
                team_id=form.team.pk,
                email=typed["email"],
                name=typed["name"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("email", refused.reasons)
            return self.ask(form)
        messages.success(
            request,
            _("%(person)s is in the team “%(team)s”.")
            % {"person": person, "team": form.team.get_role_display()},
        )
        return self.back()

    def changeable(self):
        return [team for team in self.teams if not why_not_change_team(self.request.user, team)]

    def ask(self, form):
        user = self.request.user
        return self.show(
            unit=self.unit,
            form=form,
            rows=[
                {
                    "team": team,
                    "why_not": why_not_change_team(user, team),
                    "people": [self.member_row(team, person) for person in team.group.user_set.all()],
                }
                for team in self.teams
            ],
        )

    def member_row(self, team: Team, person: User) -> dict:
        """Say how far a member is on the way in, and where to do something about it."""
        invitation = getattr(person, "invitation", None)
        return {
            "person": person,
            "invitation": invitation,
            "state": invitation.get_state() if invitation else "",
            "may_be_invited": not why_not_invite(person),
            "is_lead": team.lead_id == person.pk,
            "lead_address": self.lead_address(team, person),
            "invite_address": self.address_of("invite", team, person),
            "remove_address": self.address_of("remove", team, person),
        }

    def lead_address(self, team: Team, person: User) -> str:
        """Return where `person` is made the lead of a team; empty where that is not to be done."""
        if team.lead_id == person.pk or why_not_name_lead(self.request.user, person, team):
            return ""
        return reverse("units_team_lead", args=[self.unit.code, person.pk])

    def get_header_buttons(self):
        buttons = []
        if self.unit.permissions_for_user(self.request.user).can_edit():
            address = reverse("wagtailadmin_pages:edit", args=[self.unit.pk])
            buttons.append(HeaderButton(_("Avatar and introduction"), url=address, icon_name="edit"))
        if self.unit.live:
            buttons.append(HeaderButton(_("View live"), url=self.unit.url, icon_name="view"))
        elif is_hall_desk(self.request.user):
            address = reverse("units_launch", args=[self.unit.code])
            buttons.append(HeaderButton(_("Launch"), url=address, icon_name="globe"))
        return buttons


class MemberScreen(TeamScreen):
    """Something about one member of one team."""

    @cached_property
    def team(self):
        teams = Team.objects.filter(unit=self.unit).select_related("group", "unit")
        return get_object_or_404(teams, role=self.kwargs["role"])

    @cached_property
    def person(self):
        return get_object_or_404(self.team.group.user_set, pk=self.kwargs["user_id"])

    def dispatch(self, request, *args, **kwargs):
        if not self.why_not_see() and why_not_change_team(request.user, self.team):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RemoveView(MemberScreen):
    """Ask once more, and warn when nobody would be left to review; or say why not."""

    template_name = "units/team/remove.html"
    page_title = gettext_lazy("Take out of the team")

    def get(self, request, **kwargs):
        others = self.team.members().exclude(pk=self.person.pk)
        return self.show(
            unit=self.unit,
            team=self.team,
            person=self.person,
            why_not=why_not_leave(request.user, self.person, self.team),
            back=self.address(),
            is_last_reviewer=self.team.role == Role.REVIEWER and not others.exists(),
            is_oneself=self.person == request.user,
            other_teams=Team.objects.of_user(self.person).exclude(pk=self.team.pk).exists(),
        )

    def post(self, request, **kwargs):
        said = _("%(person)s is no longer in the team “%(team)s”.") % {
            "person": self.person,
            "team": self.team.get_role_display(),
        }
        return self.try_to(leave_team, said, team_id=self.team.pk, user=self.person)


class InviteView(MemberScreen):
    """Send the invitation again."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        said = _("The invitation to %(address)s is on its way.") % {"address": self.person.email}
        return self.try_to(invite_again, said, team_id=self.team.pk, user=self.person, now=timezone.now())


class LeadView(TeamScreen):
    """Make a spokesperson the lead."""

    http_method_names = ["post"]

    def post(self, request, code, user_id):
        team = get_object_or_404(self.unit.teams, role=Role.REVIEWER)
        # The refusal names the person, so only somebody of the unit is looked for.
        person = get_object_or_404(
            User.objects.filter(groups__team__in=self.unit.teams.all()).distinct(), pk=user_id
        )
        said = _("%(person)s is told first when a review is late.") % {"person": person}
        return self.try_to(name_lead, said, team_id=team.pk, user=person)
