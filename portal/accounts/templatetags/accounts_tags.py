"""What templates of every floor may show of people and of their own corner."""

from django import template
from django.urls import reverse

from portal.accounts import names
from portal.accounts.me import SECTIONS

register = template.Library()


@register.filter
def shown_name(person):
    """Return what readers call a person: the nickname, and never the full name or the address."""
    return names.shown_name(person)


@register.simple_tag(takes_context=True)
def me_sections(context):
    """Return the tabs of `/me/` and which of them the person is at."""
    match = context["request"].resolver_match
    return [
        {
            "label": section.label,
            "address": reverse(section.url_name),
            "current": bool(match) and match.url_name == section.url_name,
        }
        for section in SECTIONS
    ]
