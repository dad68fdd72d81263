from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_team_actions(actions):
    actions.register_action("units.team.add", _("Add to team"), _("Somebody was added to a team"))
    actions.register_action("units.team.remove", _("Remove from team"), _("Somebody was removed from a team"))
    actions.register_action("units.launch", _("Launch"), _("The unit was launched"))
