"""What templates of other floors may show of reviews."""

from django import template

from hall.review import queries

register = template.Library()


@register.simple_tag
def steps_for(unit, category, author):
    """Return the review steps of a post that `author` writes for `unit` in `category`, with who can take them."""
    return queries.steps_for(unit, category, author)
