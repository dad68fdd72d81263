"""What templates show of surveys."""

from django import template
from django.utils import timezone

from hall.campaigns.survey.permissions import why_not_see_results
from hall.campaigns.survey.queries import counted_in_public, total_of
from hall.campaigns.survey.results import public_results
from hall.campaigns.survey.structure import told_condition

register = template.Library()


@register.simple_tag
def survey_total(page):
    """Return how many have answered."""
    return total_of(page)


@register.simple_tag
def why_no_results(page):
    """Return why readers do not see the results yet."""
    return why_not_see_results(page, timezone.now())


@register.inclusion_tag("components/survey_only.html")
def survey_only(question, questions):
    """Say whom a question is for, if not for everybody."""
    number, words = told_condition(question, questions)
    return {"number": number, "words": words}


@register.simple_tag
def survey_results(page):
    return public_results(page, timezone.now())


@register.simple_tag
def survey_counted(page):
    """Return how many of the first answers the figures count; nothing for all."""
    return counted_in_public(page, timezone.now())
