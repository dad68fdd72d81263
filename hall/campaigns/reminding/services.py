"""Verbs of reminders: ask for one, drop it, stop all of them by the link in a letter, and write what is due."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from hall.campaigns.enums import Occasion, SignUpState
from hall.campaigns.models import EventEntry, EventReminder, SignUp
from hall.campaigns.reminding.letters import letter
from hall.campaigns.reminding.permissions import AHEAD, occasion_of, why_not_remind
from portal.accounts.models import User
from portal.core.models import PortalSettings
from portal.core.outbox import post_mails
from portal.core.refusals import refuse_if

AT_ONCE = 200


@transaction.atomic
def ask_reminder(*, page_id: int, person: User, now: datetime) -> EventReminder:
    """Remind somebody of an event once. A second press changes nothing. Raises `Refused`."""
    # The entry is what calling off and publishing lock, too.
    EventEntry.objects.select_for_update().filter(page=page_id).first()
    page = Page.objects.get(pk=page_id).specific
    refuse_if(why_not_remind(person, page, now))
    asked = {"occasion": occasion_of(page, now), "asked_at": now, "told_at": None, "stopped_at": None}
    known = EventReminder.objects.filter(page=page_id, person=person).first()
    if known and known.told_at is None and known.stopped_at is None and known.occasion == asked["occasion"]:
        return known
    # Told of the opening, one can still be reminded of the activity.
    row, _is_new = EventReminder.objects.update_or_create(page_id=page_id, person=person, defaults=asked)
    return row


def drop_reminder(*, page_id: int, person: User) -> None:
    """Remind somebody of an event no more. Idempotent."""
    EventReminder.objects.filter(page=page_id, person=person).delete()


def standing(person_id: int) -> QuerySet[EventReminder]:
    """Return the reminders of a person that are still to be written, stopped ones too."""
    return EventReminder.objects.filter(person=person_id, told_at=None)


def stop_reminders(*, person_id: int, now: datetime) -> None:
    """Write none of the reminders that a person has asked for so far. Idempotent."""
    standing(person_id).filter(stopped_at=None).update(stopped_at=now)


def take_back_stop(*, person_id: int) -> None:
    standing(person_id).update(stopped_at=None)


def due(now: datetime) -> QuerySet[EventReminder]:
    """Return the reminders to write at `now`: not of what is called off, hidden or over, nor to who has signed up."""
    signed_up = SignUp.objects.filter(activity=OuterRef("page"), person=OuterRef("person"))
    opened = Q(occasion=Occasion.OPENING, page__entry__opens_at__lte=now)
    begins = Q(
        occasion=Occasion.BEGINNING,
        page__activitypage__begins_at__lte=now + AHEAD,
        page__activitypage__begins_at__gt=now,
    )
    not_closed = Q(page__entry__closes_at=None) | Q(page__entry__closes_at__gt=now)
    rows = EventReminder.objects.filter(
        begins | (opened & not_closed),
        told_at=None,
        stopped_at=None,
        person__is_active=True,
        page__live=True,
        page__entry__called_off="",
    )
    return rows.exclude(Exists(signed_up.exclude(state=SignUpState.CANCELLED)))


def write_reminders(*, now: datetime) -> int:
    """Write every reminder that is due. Returns how many."""
    written = 0
    while some := write_some(now=now):
        written += some
    return written


@transaction.atomic
def write_some(*, now: datetime) -> int:
    """Write the next reminders, and mark them as written in the same transaction."""
    rows = due(now).select_for_update(of=("self",), skip_locked=True)
    found = list(rows.select_related("person", "page__entry__unit").order_by("pk")[:AT_ONCE])
    portal = PortalSettings.load()
    post_mails([letter(row, portal, now) for row in found])
    EventReminder.objects.filter(pk__in=[row.pk for row in found]).update(told_at=now)
    return len(found)
