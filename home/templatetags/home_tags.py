"""The way through the portal, shown in the masthead, on the tab bar of a phone and on error pages."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WAYS = [
    {"address": "/", "label": _("Front page"), "icon": "home"},
    {"address": "/hall/", "label": _("Hall"), "icon": "feed"},
    {"address": "/ask/", "label": _("Ask"), "icon": "ask"},
    {"address": "/units/", "label": _("Units"), "icon": "units"},
    {"address": "/search/", "label": _("Search"), "icon": "search"},
    {"address": "/me/", "label": _("My corner"), "icon": "me"},
]


def standing(address, path):
    """Return the `aria-current` of a way: the page itself, something below it, or nothing."""
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""


@register.simple_tag(takes_context=True)
def ways(context):
    """Return the main addresses of the portal and which of them the visitor is at."""
    path = getattr(context.get("request"), "path", "")
    return [{**way, "current": standing(way["address"], path)} for way in WAYS]
