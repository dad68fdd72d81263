"""What the page of a live report shows."""

from django import template

from hall.campaigns.enums import Phase
from hall.campaigns.live import queries
from hall.campaigns.live.standing import read_standing
from portal.core.whole_numbers import whole_number

register = template.Library()


@register.simple_tag(takes_context=True)
def live_change(context, page, phase):
    """Return the newest change that the page surely shows; None for one that asks for no more.

    Ask before the entries are read.
    """
    request = context["request"]
    if phase == Phase.CLOSED or request.GET.get("before") or getattr(request, "is_preview", False):
        return None
    standing = read_standing(page.pk)
    return standing.change if standing else None


@register.simple_tag(takes_context=True)
def live_part(context, page, phase):
    """Return the entries that the address asks for: newest first, and in order once the report has ended."""
    asked = context["request"].GET
    if phase == Phase.CLOSED:
        return queries.replay(page.pk, whole_number(asked.get("after", "")) or 0)
    return queries.newest(page.pk, whole_number(asked.get("before", "")))
