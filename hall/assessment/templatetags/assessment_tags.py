"""What templates of other floors may show of the assessment."""

from django import template
from django.utils import timezone

from hall.assessment.enums import Measure
from hall.assessment.models import GoodDeed
from hall.assessment.queries import best_of_last_month, trend_of
from hall.assessment.sparkline import sparkline
from portal.core.workdays import local_day

register = template.Library()


@register.simple_tag
def best_units():
    """Return last month's best, with the month, once it is final."""
    month, cards = best_of_last_month(local_day(timezone.now()))
    return {"month": month, "cards": cards}


@register.simple_tag
def unit_trend(unit):
    """Return the final months of a unit and the line through them."""
    points = trend_of(unit)
    return {"points": points, "line": sparkline([float(point.card.total) for point in points])}


@register.simple_tag
def good_deed_of(post):
    """Return the confirmed good deed that a post tells of, or None."""
    return GoodDeed.objects.confirmed().filter(post=post).first()


@register.inclusion_tag("components/measured.html")
def measured(line):
    """Say the value of a line of a scorecard in its measure."""
    return {"line": line, "is_share": line.row.measure == Measure.PER_CENT, "measure": Measure}
