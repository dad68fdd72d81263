"""The button “Remind me”: in place, on a small page of its own without a script, and the way out of the letters."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hall.campaigns.models import EventEntry, EventPage, EventReminder
from hall.campaigns.reminding import services
from hall.campaigns.reminding.letters import REMINDERS
from hall.campaigns.reminding.permissions import occasion_of, why_not_remind
from portal.accounts.me import personal_page
from portal.accounts.one_click import one_click
from portal.core.cache import personal_fragment
from portal.core.in_place import do_in_place
from portal.core.throttling import Throttle

THROTTLE = Throttle("event reminder", person="60/minute;1000/day", address="600/minute", human_after=1_000)


def event_or_404(page_id: int) -> EventPage:
    entry = get_object_or_404(EventEntry.objects.select_related("page"), page=page_id, page__live=True)
    return entry.page.specific


def standing_of(request, page: EventPage) -> dict:
    """Return what the button of one person shows: whether they are reminded, and why not."""
    now = timezone.now()
    rows = EventReminder.objects.filter(page=page.pk, person=request.user, told_at=None, stopped_at=None)
    return {
        "page": page,
        "is_asked": rows.exists(),
        "occasion": occasion_of(page, now),
        "why_not": why_not_remind(request.user, page, now),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def remind_me(request, page_id):
    """Let a person be reminded of an event, or end that with the same button."""
    page = event_or_404(page_id)
    if request.method == "POST":
        act = partial(services.ask_reminder, page_id=page.pk, person=request.user, now=timezone.now())
        if request.POST.get("action") == "drop":
            act = partial(services.drop_reminder, page_id=page.pk, person=request.user)
        return do_in_place(request, act, throttle=THROTTLE, way_back=request.path)
    return render(request, "campaigns/remind_me.html", standing_of(request, page))


@personal_fragment
def my_reminder(request, page_id):
    """Draw the button of one person."""
    return render(request, "campaigns/my_reminder.html", standing_of(request, event_or_404(page_id)))


@one_click
def stop(request, token):
    """Stop the reminders that one person has asked for with one click, or take that back."""
    person = REMINDERS.person_of(token)
    if person is None:
        raise Http404
    takes_back = request.POST.get("action") == "take_back"
    if takes_back:
        services.take_back_stop(person_id=person)
    elif request.method == "POST":
        services.stop_reminders(person_id=person, now=timezone.now())
    standing = services.standing(person)
    is_stopped = standing.filter(stopped_at__isnull=False).exists()
    has_some = standing.filter(stopped_at=None).exists()
    just_stopped = request.method == "POST" and not takes_back
    context = {
        "gets_letters": has_some or not (is_stopped or just_stopped),
        "may_take_back": is_stopped,
    }
    return render(request, "campaigns/reminders_stop.html", context)
