"""What templates of other floors may show of what the public does."""

from django import template

from hall.interaction.following.queries import Followable
from hall.interaction.following.queries import followers_of as count_followers

register = template.Library()


@register.simple_tag
def followers_of(unit):
    """Return how many people follow a unit."""
    return count_followers(unit)


@register.simple_tag
def followable(kind, thing):
    """Return a unit ("unit") or hashtag ("topic") as the follow button takes it."""
    return Followable(kind, thing)
