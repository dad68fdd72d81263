from django import template

from hall import timelines
from portal.core.pagination import Cursor

register = template.Library()


@register.simple_tag(takes_context=True)
def unit_feed(context, unit):
    """Return the posts of a unit at the page of the feed that the address asks for."""
    return timelines.unit_feed(unit, Cursor.parse(context["request"].GET.get("before")))
