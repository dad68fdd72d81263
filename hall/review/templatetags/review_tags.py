"""What templates of other floors may show of reviews."""

from django import template
from django.utils import timezone

from hall.review import queries, speech, step_clock
from hall.review.releases.permissions import joint_of
from hall.review.urgent.permissions import why_not_release_urgently, why_not_use_lane
from hall.review.urgent.queries import open_release_of, pages_awaiting_after_review
from portal.core.queries import calendar_for

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


@register.simple_tag
def urgent_lane_of(page, user):
    """Return what the urgent lane has to do with a page: `release`, whose after-review is open, and `may_release`."""
    return {
        "release": open_release_of(page),
        "may_release": not why_not_release_urgently(user, page),
    }


@register.simple_tag
def is_in_urgent_lane(user):
    """Tell whether `user` may use the urgent lane at all."""
    return not why_not_use_lane(user)


@register.simple_tag
def awaits_after_review(post, request):
    """Tell whether a post went out urgently and nobody has looked at it. Read once a request: lists ask on each row."""
    if not hasattr(request, "_awaiting_after_review"):
        request._awaiting_after_review = pages_awaiting_after_review()
    return post.pk in request._awaiting_after_review


@register.inclusion_tag("components/release_hour.html")
def release_hour(page, newest):
    """Show the hour at which the newest version goes out; nothing when it is public as soon as it is approved."""
    hour = newest.go_live_at
    is_over = page.live and (hour is None or hour <= page.last_published_at)
    return {"hour": None if is_over else hour, "page": page, "waits": page.approved_schedule}


@register.inclusion_tag("components/step_clock.html", takes_context=True)
def step_clock_of(context, task_state):
    """Show when a step is due and how that was counted, who has claimed it, and the buttons of a claim."""
    request = context["request"]
    clock = step_clock.clock_of(task_state, request.user, timezone.now(), calendar_for(request))
    return {
        "clock": clock,
        "page_id": task_state.workflow_state.object_id,
        "csrf_token": context["csrf_token"],
    }
