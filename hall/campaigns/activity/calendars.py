"""The activities of the city as calendars: one as a file, and those of a unit or of all as a feed."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.campaigns.activity.ical import CONTENT_TYPE, CalendarEvent, calendar
from hall.campaigns.activity.links import at_home
from hall.campaigns.models import ActivityPage, EventEntry
from portal.core.cache import public_page
from units.models import UnitPage

KEPT_IN_FEEDS = timedelta(days=60)
MOST = 500


def activities_in_feeds(now: datetime, unit: UnitPage | None = None):
    """Return what is still to come and what was lately, of all units or of one. What was called off says so."""
    entries = EventEntry.objects.hosted_by(unit) if unit else EventEntry.objects.all()
    pages = ActivityPage.objects.live().filter(entry__in=entries, ends_at__gt=now - KEPT_IN_FEEDS)
    return with_all(pages).order_by("begins_at", "pk")[:MOST]


def with_all(pages):
    return pages.filter(begins_at__isnull=False, ends_at__isnull=False).select_related("entry__unit", "seats")


def event_of(page: ActivityPage) -> CalendarEvent:
    address = at_home(page.get_url())
    words = [page.entry.called_off, page.introduction, address]
    return CalendarEvent(
        # Of the page for good: neither its address nor a copy elsewhere changes it.
        uid=str(page.translation_key),
        begins_at=page.begins_at,
        ends_at=page.ends_at,
        summary=f"{page.entry.unit.title}：{page.title}",
        description="\n\n".join(word for word in words if word),
        location=page.place,
        url=address,
        sequence=page.seats.sequence,
        changed_at=page.seats.changed_at,
        is_called_off=bool(page.entry.called_off),
    )


@public_page
def activity_calendar(request, page_id):
    """Give one activity for a calendar."""
    page = get_object_or_404(with_all(ActivityPage.objects.live()), pk=page_id)
    response = HttpResponse(calendar(page.title, [event_of(page)]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="activity-{page.pk}.ics"'
    return response


@public_page
def calendar_feed(request, code=None):
    """Give the activities of all units, or those that a unit leads or hosts."""
    unit = get_object_or_404(UnitPage.objects.live(), code=code.upper()) if code else None
    pages = activities_in_feeds(timezone.now(), unit)
    name = _("Activities of %(unit)s") % {"unit": unit.title} if unit else _("Activities of the city's units")
    return HttpResponse(calendar(name, map(event_of, pages)), content_type=CONTENT_TYPE)
