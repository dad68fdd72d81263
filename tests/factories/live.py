from django.utils import timezone
from django.utils.crypto import get_random_string

from hall.campaigns.models import LiveEntry, LivePage
from tests.factories.events import EventFactory


def LiveFactory(**fields):
    """Make a live report that is open now."""
    return EventFactory(LivePage, **fields)


def LiveEntryFactory(event, **fields):
    """Write the next entry of a live report, past its rules."""
    return LiveEntry.objects.create(
        **{
            "event": event,
            "number": event.live_entries.next_number(),
            "change": event.live_entries.next_change(),
            "token": get_random_string(16),
            "text": "水位开始回落。",
            "written_at": timezone.now(),
            **fields,
        }
    )
