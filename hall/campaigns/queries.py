"""What lists of events read: the public list, the front page, a unit's page, one campaign."""

from datetime import datetime

from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.models import CampaignPage, EventEntry
from portal.core.pagination import Cursor, Slice, newest_before
from units.models import UnitPage

PAGE_SIZE = 20
UPCOMING_SHOWN = 60
NOW_SHOWN = 3
# What happens this very minute comes before what stays open for days.
URGENCY = [
    EventKind.LIVE,
    EventKind.INTERVIEW,
    EventKind.TOPIC,
    EventKind.ACTIVITY,
    EventKind.SURVEY,
    EventKind.COLLECTION,
    EventKind.CHARITY,
    EventKind.CAMPAIGN,
]


def events_in_phase(phase: Phase, now: datetime, *, kind: str = "", before: Cursor | None = None) -> Slice:
    """Return one tab of the public list. What is still to come stands soonest first, all else newest first."""
    entries = EventEntry.objects.in_phase(phase, now).for_cards()
    if kind:
        entries = entries.filter(kind=kind)
    if phase == Phase.UPCOMING:
        return Slice(list(entries.standing().order_by("opens_at", "pk")[:UPCOMING_SHOWN]))
    return newest_before(entries.by_opening(), before, PAGE_SIZE)


def on_now(now: datetime, unit: UnitPage | None = None, limit: int = NOW_SHOWN) -> list[EventEntry]:
    """Return what is open now, of all units or of one: what is live first, then what closes soonest.

    However much is on, a topic of the day is among it.
    """
    entries = EventEntry.objects.in_phase(Phase.OPEN, now).standing()
    if unit:
        entries = entries.hosted_by(unit)
    places = dict(entries.values_list("pk", "kind").order_by("closes_at", "pk")[: limit * 20])
    ranked = sorted(places, key=lambda pk: URGENCY.index(EventKind(places[pk])))
    topics = [pk for pk in ranked[limit:] if places[pk] == EventKind.TOPIC][:1]
    order = ranked[:limit]
    if topics and not any(places[pk] == EventKind.TOPIC for pk in order):
        order[-1:] = topics
    found = EventEntry.objects.for_cards().in_bulk(order)
    return [found[pk] for pk in order]


def next_up(now: datetime, unit: UnitPage | None = None, limit: int = NOW_SHOWN) -> list[EventEntry]:
    """Return what opens next."""
    entries = EventEntry.objects.in_phase(Phase.UPCOMING, now).standing().for_cards()
    if unit:
        entries = entries.hosted_by(unit)
    return list(entries.order_by("opens_at", "pk")[:limit])


def events_of(campaign: CampaignPage) -> list[EventEntry]:
    """Return the public micro-events of a campaign, in the order in which they open."""
    entries = EventEntry.objects.filter(campaign=campaign).exclude(kind=EventKind.CAMPAIGN)
    return list(entries.for_cards().order_by("opens_at", "pk"))
