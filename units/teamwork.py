"""What a team does, in a sentence for those who join it."""

from django.utils.translation import gettext_lazy as _

from units.enums import Role
from units.models import Team

DUTIES = {
    Role.EDITOR: _("you write posts for %(unit)s"),
    Role.REVIEWER: _("you are a spokesperson of %(unit)s and review its posts"),
    Role.LIAISON: _("you are a liaison of %(unit)s: you pass questions on and bring the answers"),
    Role.ORGANISER: _("you organise campaigns and activities for %(unit)s"),
    Role.HALL_DESK: _("you work at the hall desk"),
    Role.CITY_OFFICE: _("you review for the city office"),
    Role.URGENT: _("in an emergency you make posts public at once and say why"),
    Role.INSPECTOR: _("you are an inspector: you see what units owe people and issue supervision orders"),
}


def duty(team: Team) -> str:
    """Return what somebody does who joins `team`."""
    return DUTIES[Role(team.role)] % {"unit": team.unit.title if team.unit else ""}


def duties_of(user) -> str:
    """Return everything that somebody is responsible for, one sentence a line."""
    return "\n".join(duty(team) for team in Team.objects.of_user(user).select_related("unit").order_by("pk"))
