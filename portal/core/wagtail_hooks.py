from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
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


@hooks.register("insert_global_admin_css")
def wear_the_colours_of_the_hall():
    addresses = [(static(f"portal/css/admin/{name}.css"),) for name in ["brand", "parts", "date_picker"]]
    return format_html_join("", '<link rel="stylesheet" href="{}">', addresses)


@hooks.register("insert_global_admin_js")
def let_wide_lists_scroll():
    return format_html('<script type="module" src="{}"></script>', static("portal/js/wide_lists.js"))


@hooks.register("construct_help_menu")
def keep_help_that_is_here(request, items):
    """Leave out what leads to a foreign site in English; a government network may not even reach it."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("register_log_actions")
def register_calendar_actions(actions):
    actions.register_action("core.calendar.settle", _("Settle year"), _("The days of the year were settled"))


for action in silent_actions():
    hooks.register("register_bulk_action", action, order=LAST)
