"""What the page of a collection shows."""

from django import template
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.collection import queries
from hall.campaigns.collection.permissions import why_no_vote
from portal.core.clip_intake import kind_of
from portal.core.pagination import Cursor

register = template.Library()


@register.simple_tag(takes_context=True)
def gallery_of(context, page):
    """Return the public submissions at the place that the address asks for."""
    return queries.gallery(page, Cursor.parse(context["request"].GET.get("before")))


@register.simple_tag
def winners_of(page):
    return queries.winners(page)


@register.simple_tag
def is_voting(page):
    return not why_no_vote(page, timezone.now())


@register.simple_tag
def private_clip(submission) -> dict:
    """Return what the clip's player takes for one that is not public: its kind, and the door that asks who comes."""
    address = reverse("collection_clip", args=[submission.page_id, submission.pk])
    return {"type": kind_of(submission.clip.name), "file": {"url": address}}
