"""Small things that any template may show: an icon, a moment in time."""

from datetime import timedelta

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import pgettext

from portal.core.models import PortalSettings
from portal.core.moments import written

register = template.Library()


@register.simple_tag
def icon(name):
    """Draw one symbol of the portal's icon sheet, hidden from screen readers: words always stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("portal/img/icons.svg"),
        name,
    )


@register.filter
def moment(value):
    """Write a moment so that it stays true in a cache; `moments.js` says how long ago it was."""
    return write_time('<time datetime="{}" data-moment>{}</time>', value)


@register.filter
def ago(value):
    """Say how long ago a moment was in one unit, for screens that no cache keeps."""
    if timezone.now() - value < timedelta(minutes=1):
        return pgettext("how long ago", "just now")
    return pgettext("how long ago", "%(time)s ago") % {"time": timesince(value, depth=1)}


@register.filter
def whole_moment(value):
    """Write a moment by its date and time, for good."""
    return write_time('<time datetime="{}">{}</time>', value)


@register.filter
def end_moment(value, beginning):
    """Write the moment at which something ends that began at another: on the same day, its time says enough."""
    ends, began = timezone.localtime(value), timezone.localtime(beginning)
    if ends.date() != began.date():
        return whole_moment(value)
    return format_html(
        '<time datetime="{}">{}</time>', ends.isoformat(timespec="seconds"), date_format(ends, "H:i")
    )


@register.inclusion_tag("core/mail/foot.txt")
def mail_foot(portal=None):
    """End a letter as a person would: whom to ask, and who writes. Who writes many at once gives the settings."""
    portal = portal or PortalSettings.load()
    return {"contact": portal.contact, "hall_name": portal.hall_name}


def write_time(element, value):
    """Fill a `<time>` with a moment as machines and as people of the city read it."""
    local = timezone.localtime(value)
    return format_html(element, local.isoformat(timespec="seconds"), written(local))


@register.simple_tag
def pages_above(page):
    """Return the public pages between the front page and this one, top first."""
    front_page_depth = 2
    return list(page.get_ancestors().live().filter(depth__gt=front_page_depth))
