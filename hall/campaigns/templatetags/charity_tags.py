"""What the page of a charity shows."""

from django import template

from hall.campaigns.charity import queries

register = template.Library()


@register.simple_tag
def goals_of(page):
    return queries.standings_of_goals(page)


@register.simple_tag
def thanked_on(page):
    return queries.thanked(page)


@register.simple_tag
def updates_on(page):
    return queries.updates_of(page)
