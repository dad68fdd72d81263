from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.core.viewsets.calendar import SpecialDayViewSet


@hooks.register("register_admin_viewset")
def register_calendar():
    return SpecialDayViewSet()


@hooks.register("register_log_actions")
def register_calendar_actions(actions):
    actions.register_action("core.calendar.settle", _("Settle year"), _("The days of the year were settled"))
