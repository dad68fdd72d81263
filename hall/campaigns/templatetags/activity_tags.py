"""What the page of an activity says about signing up."""

from django import template
from django.utils import timezone

from hall.campaigns.activity.permissions import why_not_open

register = template.Library()


@register.simple_tag
def why_not_sign_up(page):
    """Return why nobody can sign up now, or nothing."""
    return why_not_open(page, getattr(page, "entry", None), timezone.now())


@register.filter
def is_full(seats):
    return bool(seats) and not seats.free
