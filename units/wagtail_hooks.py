from urllib.parse import urlsplit

from django.urls import Resolver404, path, resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from units.admin_doors import is_shut
from units.enums import Role
from units.models import UnitPage
from units.permissions import is_hall_desk, unit_ids_with_role, why_not_see_hall_teams, why_not_see_team
from units.viewsets import hall_team, mail_panel, team


@hooks.register("register_log_actions")
def register_team_actions(actions):
    actions.register_action("units.team.add", _("Add to team"), _("Somebody was added to a team"))
    actions.register_action("units.team.remove", _("Remove from team"), _("Somebody was removed from a team"))
    actions.register_action("units.team.lead", _("Name lead"), _("The lead of the spokespersons was named"))
    actions.register_action("units.follow", _("Follow"), _("The unit follows others"))
    actions.register_action("units.unfollow", _("Stop following"), _("The unit stopped following others"))
    actions.register_action("units.launch", _("Launch"), _("The unit was launched"))


class TeamItem(MenuItem):
    """A spokesperson's way to the people of their unit; the desk has the list of all units."""

    def is_shown(self, request):
        return not is_hall_desk(request.user) and bool(unit_ids_with_role(request.user, Role.REVIEWER))


@hooks.register("register_admin_menu_item")
def register_team_menu():
    return TeamItem(_("Team"), reverse("units_list"), name="team", icon_name="group", order=150)


class HallTeamsItem(MenuItem):
    """The way to the teams of the whole hall, for those who see to them."""

    def is_shown(self, request):
        return not why_not_see_hall_teams(request.user)


@hooks.register("register_admin_menu_item")
def register_hall_teams_menu():
    address = reverse("units_hall_team")
    return HallTeamsItem(_("Teams of the hall"), address, name="hall-teams", icon_name="group", order=155)


@hooks.register("construct_homepage_panels")
def tell_the_desk_of_letters_that_do_not_go(request, panels):
    if is_hall_desk(request.user):
        panels.append(mail_panel.MailTroublePanel())


@hooks.register("construct_reports_menu")
@hooks.register("construct_main_menu")
def name_no_shut_doors(request, items):
    items[:] = [item for item in items if not is_shut(request.user, view_name_of(item.url))]


def view_name_of(url):
    try:
        return resolve(urlsplit(str(url)).path).view_name
    except Resolver404:
        return ""


@hooks.register("register_page_header_buttons")
def add_team_button(page, user, view_name, next_url=None):
    unit = page.specific_deferred
    if isinstance(unit, UnitPage) and not why_not_see_team(user, unit):
        yield Button(_("Team"), reverse("units_team", args=[unit.code]), icon_name="group", priority=12)


@hooks.register("register_admin_urls")
def register_team_urls():
    member = "units/<slug:code>/team/<slug:role>/<int:user_id>/"
    return [
        path("units/<slug:code>/team/", team.TeamView.as_view(), name="units_team"),
        path("units/<slug:code>/lead/<int:user_id>/", team.LeadView.as_view(), name="units_team_lead"),
        path(f"{member}remove/", team.RemoveView.as_view(), name="units_team_remove"),
        path(f"{member}invite/", team.InviteView.as_view(), name="units_team_invite"),
    ]


@hooks.register("register_admin_urls")
def register_hall_team_urls():
    member = "teams/<slug:role>/<int:user_id>/"
    return [
        path("teams/", hall_team.HallTeamView.as_view(), name="units_hall_team"),
        path(f"{member}remove/", hall_team.HallRemoveView.as_view(), name="units_hall_team_remove"),
        path(f"{member}invite/", hall_team.HallInviteView.as_view(), name="units_hall_team_invite"),
    ]
