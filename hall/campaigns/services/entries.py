"""Keeps one entry for each public campaign and micro-event, and ends events before their time."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from hall.campaigns.models import CampaignPage, EventEntry, EventPage, HiddenEvent
from hall.campaigns.permissions import why_not_end, why_not_give_reason
from hall.campaigns.signals import event_called_off
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if


@transaction.atomic
def show_event(*, page: EventPage) -> EventEntry:
    """Write or refresh the entry of a public event. What somebody ended or called off stays so. Idempotent.

    It may close later than before, so what people give from now on has its days to be removed after, too.
    """
    before = EventEntry.objects.select_for_update().filter(page=page.pk).first()
    hidden = HiddenEvent.objects.select_for_update().filter(page=page.pk).first()
    last = before or hidden
    ended_at = last.ended_at if last else None
    entry, _ = EventEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "kind": page.kind,
            "unit": page.unit,
            "campaign_id": campaign_of(page).pk,
            "question": page.question,
            "cover": page.cover,
            "opens_at": page.opens_at,
            "closes_at": ended_at or page.closes_at,
            "ended_at": ended_at,
            "called_off": last.called_off if last else "",
            # Pages that stood open while it was hidden must not take what is new for what they know.
            "version": last.version + 1 if last else 0,
            "data_removed_at": None,
        },
    )
    if hidden:
        hidden.delete()
    return entry


@transaction.atomic
def hide_event(*, page: EventPage, now: datetime) -> None:
    """Take away the entry of an event that is public no more; how it ended is remembered. Idempotent."""
    entry = EventEntry.objects.select_for_update().filter(page=page.pk).first()
    if entry is None:
        return
    HiddenEvent.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "closes_at": min(entry.closes_at or now, now),
            "ended_at": entry.ended_at,
            "called_off": entry.called_off,
            "version": entry.version,
            "data_removed_at": entry.data_removed_at,
        },
    )
    entry.delete()


def campaign_of(page: EventPage) -> CampaignPage:
    """Return the campaign that an event belongs to; a campaign belongs to itself."""
    return page if isinstance(page, CampaignPage) else page.get_parent().specific


def hold(page_id: int) -> EventPage:
    """Lock the entry of an event, if it is public, and return its page as it stands after the wait."""
    EventEntry.objects.select_for_update().filter(page=page_id).first()
    return Page.objects.get(pk=page_id).specific


@transaction.atomic
def end_event(*, page_id: int, by: User, now: datetime) -> EventEntry:
    """Close an event now; whoever ends it twice ends it once. Raises `Refused`."""
    page = hold(page_id)
    refuse_if(why_not_end(by, page))
    entry = page.entry
    if entry.closes_at is None or entry.closes_at > now:
        entry.ended_at = entry.closes_at = max(now, entry.opens_at)
        entry.save(update_fields=["ended_at", "closes_at"])
        log(instance=page, action="campaigns.end", user=by)
    return entry


@transaction.atomic
def call_off(*, page_id: int, by: User, reason: str, now: datetime) -> EventEntry:
    """Call an event off: its page stays and says why. Raises `Refused` without a reason or a right."""
    page = hold(page_id)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_end(by, page), why_not_give_reason(reason))
    entry = end_event(page_id=page_id, by=by, now=now)
    entry.called_off = reason
    entry.save(update_fields=["called_off"])
    log(instance=page, action="campaigns.call_off", user=by, data={"reason": reason})
    event_called_off.send(type(page), page=page, reason=reason, now=now)
    return entry
