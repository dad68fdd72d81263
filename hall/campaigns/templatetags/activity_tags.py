"""What the page of an activity says about signing up."""

from django import template
from django.utils import timezone

from hall.campaigns.activity.permissions import why_not_open

register = template.Library()


@register.simple_tag
def why_not_sign_up(page):
    """Return why nobody can sign up now, or nothing."""
    return why_not_open(page, getattr(page, "entry", None), timezone.now())


@register.simple_tag
def takes_place(page):
    """Tell whether people can still come: it is neither over nor called off."""
    entry = getattr(page, "entry", None)
    is_over = page.ends_at is not None and timezone.now() >= page.ends_at
    return not is_over and not (entry and entry.called_off)


@register.filter
def is_full(seats):
    return bool(seats) and not seats.free
