"""The teams of the whole hall, on the same screens as those of a unit: the city office sees to them."""

from django.utils.translation import gettext_lazy

from units.permissions import why_not_see_hall_teams
from units.viewsets.desk import UnitsScreen
from units.viewsets.team import InviteView, RemoveView, TeamView


class HallTeams:
    """Stands before a screen of a unit's team and puts the hall in the unit's place."""

    address_name = "units_hall_team"
    page_title = gettext_lazy("Teams of the hall")
    unit = None

    def why_not_see(self):
        return why_not_see_hall_teams(self.request.user)

    def place(self):
        return {}

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        """Leave out the list of units: these teams do not stand below it."""
        above = super(UnitsScreen, self).get_breadcrumbs_items()
        return [*above, {"url": "", "label": self.get_page_title()}]

    def get_header_buttons(self):
        return []


class HallTeamView(HallTeams, TeamView):
    pass


class HallRemoveView(HallTeams, RemoveView):
    pass


class HallInviteView(HallTeams, InviteView):
    pass
