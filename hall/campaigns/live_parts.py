"""The part of an event's page that changes while people look at it. Open pages ask for it again (`live_part.js`).

Who asks says which version stands there already; what has not changed costs one row and no words.
"""

from collections.abc import Callable
from functools import wraps

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hall.campaigns.models import EventEntry, EventPage
from portal.core.cache import set_cache_policy

Draw = Callable[[HttpRequest, EventEntry], HttpResponse]


def note_change(page: EventPage) -> None:
    """Note that what readers see changed. Called in the transaction of the change."""
    EventEntry.objects.filter(page=page.pk).update(version=F("version") + 1)


def version_of(entry: EventEntry) -> str:
    """Return the version as HTTP writes it. Whether the event is open belongs to what is drawn, and the language."""
    return f'"{entry.version}-{entry.phase(timezone.now())}-{get_language()}"'


def live_part(draw: Draw):
    """Make a view of a function that draws a part of the page of a public event."""

    @require_safe
    @wraps(draw)
    def view(request, page_id):
        entry = get_object_or_404(EventEntry, page=page_id)
        version = version_of(entry)
        response = get_conditional_response(request, etag=version)
        if response is None:
            response = draw(request, entry)
            response["ETag"] = version
        response["X-Robots-Tag"] = "noindex"
        return set_cache_policy(request, response)

    return view
