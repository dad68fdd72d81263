"""Verbs of a live report. Each locks its row in the lists, so numbers follow one another and its end counts."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from hall.campaigns.live.permissions import (
    why_not_change,
    why_not_take_back_for,
    why_not_words,
    why_not_write,
)
from hall.campaigns.live.standing import read_standing
from hall.campaigns.models import EventEntry, LiveEntry, LivePage
from hall.campaigns.permissions import why_not_run
from hall.pictures import ALONE, LARGE
from hall.services import add_clip_to_collection, add_to_collection
from portal.accounts.models import User
from portal.core.models import PortalImage
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if

ALT_LIMIT = 200


@transaction.atomic
def write_entry(
    *,
    event_id: int,
    by: User,
    text: str,
    token: str,
    now: datetime,
    is_important: bool = False,
    picture=None,
    alt_text: str = "",
    clip=None,
) -> LiveEntry:
    """Write an entry, public at once. The same token sent again is the same entry.

    Raises `Refused`, and `ValidationError` for a file that cannot be taken.
    """
    event = LivePage.objects.get(pk=event_id)
    text = tidy(text).strip()
    refuse_if(why_not_write(by, event, now), why_not_words(text))
    sent = LiveEntry.objects.filter(event=event, token=token)
    if sent.exists():
        return sent.get()
    # Reading files takes a while, so it is done before anybody has to wait.
    image = ready_picture(event, by, picture) if picture else None
    media = add_clip_to_collection(unit=event.unit, uploader=by, file=clip) if clip and not picture else None
    event = locked(event_id)
    refuse_if(why_not_write(by, event, now))
    if sent.exists():
        return sent.get()
    return LiveEntry.objects.create(
        event=event,
        number=event.live_entries.next_number(),
        change=changed(event),
        token=token,
        text=text,
        is_important=is_important,
        image=image,
        alt_text=tidy(alt_text).strip()[:ALT_LIMIT] if image else "",
        media=media,
        written_by=by,
        written_at=now,
    )


@transaction.atomic
def correct_entry(
    *, entry: LiveEntry, by: User, text: str, is_important: bool, seen: int | None, now: datetime
) -> LiveEntry:
    """Correct the words of an entry, which is marked; the log keeps the former ones. Raises `Refused`."""
    event = locked(entry.event_id)
    entry = event.live_entries.get(pk=entry.pk)
    text = tidy(text).strip()
    refuse_if(why_not_change(by, entry, seen), why_not_words(text))
    if (entry.text, entry.is_important) == (text, is_important):
        return entry
    if entry.text != text:
        note(event, "campaigns.live.correct", by, entry)
        entry.corrected_at = now
    entry.text, entry.is_important, entry.change = text, is_important, changed(event)
    entry.save(update_fields=["text", "is_important", "corrected_at", "change"])
    return entry


@transaction.atomic
def take_back_entry(*, entry: LiveEntry, by: User, reason: str, seen: int | None, now: datetime) -> LiveEntry:
    """Take an entry back: its place stays and says why. Its words go to the log, its files are free to be deleted."""
    event = locked(entry.event_id)
    entry = event.live_entries.get(pk=entry.pk)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_change(by, entry, seen), why_not_take_back_for(reason))
    note(event, "campaigns.live.take_back", by, entry)
    entry.text, entry.image, entry.media, entry.alt_text, entry.pinned_at = "", None, None, "", None
    entry.taken_back_at, entry.taken_back_reason, entry.change = now, reason, changed(event)
    entry.save()
    return entry


@transaction.atomic
def pin_entry(*, entry: LiveEntry, by: User, seen: int | None, now: datetime) -> LiveEntry:
    """Pin an entry above the others as the summary, in the place of the one that was pinned. Raises `Refused`."""
    event = locked(entry.event_id)
    entry = event.live_entries.get(pk=entry.pk)
    refuse_if(why_not_change(by, entry, seen))
    event.live_entries.exclude(pk=entry.pk).update(pinned_at=None)
    entry.pinned_at, entry.change = now, changed(event)
    entry.save(update_fields=["pinned_at", "change"])
    return entry


@transaction.atomic
def unpin_entry(*, entry: LiveEntry, by: User) -> LiveEntry:
    """Let an entry stand in its place only. Raises `Refused`."""
    event = locked(entry.event_id)
    entry = event.live_entries.get(pk=entry.pk)
    refuse_if(why_not_run(by, event))
    if entry.pinned_at:
        entry.pinned_at, entry.change = None, changed(event)
        entry.save(update_fields=["pinned_at", "change"])
    return entry


def locked(event_id: int) -> LivePage:
    """Lock the report's row in the lists, as whoever ends it does, and return the report fresh."""
    EventEntry.objects.select_for_update().filter(page=event_id).first()
    return LivePage.objects.get(pk=event_id)


def changed(event: LivePage) -> int:
    """Return the number of a new change, and let everybody know of it once it is kept."""
    transaction.on_commit(lambda: read_standing(event.pk))
    return event.live_entries.next_change()


def note(event: LivePage, action: str, by: User, entry: LiveEntry) -> None:
    files = {"picture": entry.image_id, "clip": entry.media_id}
    kept = {key: value for key, value in files.items() if value}
    log(instance=event, action=action, user=by, data={"number": entry.number, "text": entry.text, **kept})


def ready_picture(event: LivePage, by: User, file) -> PortalImage:
    """Keep a picture in every size that readers are shown: thousands at once must not wait for the first of them."""
    image = add_to_collection(unit=event.unit, uploader=by, file=file)
    image.get_renditions(*ALONE.specs, *LARGE.specs)
    return image
