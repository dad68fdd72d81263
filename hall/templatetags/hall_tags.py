"""What templates of other floors may show of the hall."""

from django import template
from django.utils import timezone

from hall import timelines
from hall.hot_words import hot_words
from hall.models import HallPage
from portal.core.pagination import Cursor

register = template.Library()


@register.simple_tag
def head_pk():
    """Return the key of the head account's page: cards mark it."""
    return HallPage.objects.values_list("head_id", flat=True).first()


@register.simple_tag(takes_context=True)
def unit_feed(context, unit):
    """Return the posts of a unit at the page of the feed that the address asks for."""
    return timelines.unit_feed(unit, Cursor.parse(context["request"].GET.get("before")))


@register.simple_tag(takes_context=True)
def card_of(context, post):
    """Return the dressed entry of a post; a preview has none yet and gets the one it would have."""
    if getattr(context["request"], "is_preview", False):
        return timelines.draft_card(post, timezone.now())
    return timelines.card_of(post)


@register.simple_tag
def around(entry):
    """Return what stands beside a post: `earlier` and `later` of its unit, and its `hot_words`."""
    if entry.pk is None:
        return {}
    earlier, later = timelines.neighbours(entry)
    return {"earlier": earlier, "later": later, "hot_words": hot_words(entry)}


@register.simple_tag
def reposts_of(post):
    """Return the newest reposts of a post, for its own page."""
    return timelines.reposts_of(post)


@register.simple_tag
def furniture():
    """Return what stands beside any list of posts: the `hot` ranking and the `newest` hashtags."""
    return {"hot": timelines.hot_ranking(), "newest": timelines.newest_hashtags()}
