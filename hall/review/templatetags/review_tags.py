"""What templates of other floors may show of reviews."""

from django import template

from hall.review import queries, speech
from hall.review.releases.permissions import joint_of

register = template.Library()


@register.simple_tag
def steps_for(unit, category, author):
    """Return the review steps of a post that `author` writes for `unit` in `category`, with who can take them."""
    return queries.steps_for(unit, category, author)


@register.inclusion_tag("components/speech_hints.html")
def speech_hints(newest):
    """Show how plainly this version of a page speaks; nothing for a page without plain text."""
    return {"reading": speech.read_page(newest), "may_answer": False}


@register.simple_tag
def joint_release_of(post):
    """Return the joint release that a post goes out with, if any."""
    return joint_of(post)
