"""What templates of other floors may show of the public concerns."""

from django import template
from django.utils import timezone

from hall.concerns.answering.queues import awaiting_review_by
from hall.concerns.public.queries import Choice, figures_of, newest
from hall.concerns.public.standings import standing_of
from portal.core.queries import calendar_for
from portal.core.workdays import local_day

register = template.Library()


@register.simple_tag(takes_context=True)
def standing(context, concern):
    """Return how a concern stands, in words."""
    return standing_of(concern, local_day(timezone.now()), calendar_for(context["request"]))


@register.simple_tag
def newest_concerns(unit=None, size=3):
    """Return the newest public concerns of a unit, or of all."""
    return newest(Choice(unit=unit), size=size).entries


@register.simple_tag
def concern_figures(unit=None):
    """Return how a unit, or the whole hall, answers."""
    return figures_of(unit, timezone.now())


@register.simple_tag
def answers_to_review(user):
    """Return how many answers to concerns wait for the review of somebody."""
    return len(awaiting_review_by(user))
