from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.core.bulk_actions import silent_actions
from portal.core.viewsets.calendar import SpecialDayViewSet
from portal.core.viewsets.explorer import ExplorerViewSet

# Later registrations take the place of earlier ones: after every app of Wagtail.
LAST = 1000


@hooks.register("register_admin_viewset")
def register_calendar():
    return SpecialDayViewSet()


@hooks.register("register_admin_viewset")
def register_explorer():
    return ExplorerViewSet()


@hooks.register("register_log_actions")
def register_calendar_actions(actions):
    actions.register_action("core.calendar.settle", _("Settle year"), _("The days of the year were settled"))


for action in silent_actions():
    hooks.register("register_bulk_action", action, order=LAST)
