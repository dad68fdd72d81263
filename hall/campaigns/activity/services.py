"""Places of an activity: given, freed, passed on in order, and taken at the door.

Each verb locks the entry of the activity and then its seats, in this order, so no place is given twice, and nobody
signs up for what is called off in the same moment.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from hall.campaigns.activity import letters
from hall.campaigns.activity.links import digest_of, new_seed, secret_of
from hall.campaigns.activity.permissions import (
    why_not_again,
    why_not_cancel,
    why_not_check_in,
    why_not_open,
    why_not_so_many,
)
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, ActivitySeats, EventEntry, SignUp
from hall.campaigns.permissions import why_not_organise
from portal.accounts.models import User
from portal.core.refusals import refuse_if


@dataclass(frozen=True)
class Answers:
    """What somebody says of themselves; what the organiser does not ask stays empty."""

    name: str = ""
    phone: str = ""
    people: int = 1
    note: str = ""


@transaction.atomic
def sign_up(
    *,
    page_id: int,
    seed: str,
    email: str,
    now: datetime,
    person: User | None = None,
    answers: Answers | None = None,
) -> SignUp:
    """Give somebody a place, or one on the waiting list. The same seed again is the same form sent again.

    Raises `Refused` before it opens, after it closes, and for whoever has signed up already.
    """
    email, answers = email.strip().lower(), answers or Answers()
    page, entry, seats = lock_places(page_id=page_id)
    if known := page.sign_ups.filter(seed=seed, person=person).first():
        return known
    refuse_if(why_not_open(page, entry, now))
    refuse_if(why_not_again(page, person, email), why_not_so_many(seats, answers.people))
    if SignUp.objects.filter(seed=seed).exists():
        # The form of somebody else, such as oneself before one signed in: it opens theirs and no second one.
        seed = new_seed()
    has_place = answers.people <= seats.free
    seats.last_number += 1
    row = SignUp.objects.create(
        activity=page,
        person=person,
        email=email,
        seed=seed,
        secret_digest=digest_of(secret_of(seed)),
        number=seats.last_number,
        state=SignUpState.IN if has_place else SignUpState.WAITING,
        name=answers.name,
        phone=answers.phone,
        people=answers.people,
        note=answers.note,
        signed_up_at=now,
    )
    count(seats, row, +1)
    seats.save()
    letters.send("signed_up", page, row, now)
    return row


@transaction.atomic
def cancel(*, sign_up_id: int, now: datetime) -> SignUp:
    """Take a sign-up back; whoever waits first and fits gets the place at once. Twice is once. Raises `Refused`."""
    row = SignUp.objects.get(pk=sign_up_id)
    page, entry, seats = lock_places(page_id=row.activity_id)
    row.refresh_from_db()
    if row.state == SignUpState.CANCELLED:
        return row
    refuse_if(why_not_cancel(page, row, now))
    count(seats, row, -1)
    row.state, row.cancelled_at = SignUpState.CANCELLED, now
    row.save(update_fields=["state", "cancelled_at"])
    settle(page, entry, seats, now)
    letters.send("cancelled", page, row, now)
    return row


@transaction.atomic
def keep_places(*, page: ActivityPage, now: datetime) -> None:
    """Bring the places of an activity in line with its page, which was just published.

    More places let people move up. Fewer than are taken send nobody home: the rest goes as people cancel. Another
    time or place is told to all who signed up.
    """
    _seats, is_new = ActivitySeats.objects.get_or_create(
        activity=page, defaults={"capacity": page.capacity, "changed_at": now}
    )
    page, entry, seats = lock_places(page_id=page.pk)
    told, is_now = (seats.begins_at, seats.ends_at, seats.place), (page.begins_at, page.ends_at, page.place)
    seats.begins_at, seats.ends_at, seats.place = is_now
    seats.sequence, seats.changed_at = seats.sequence + (not is_new), now
    settle(page, entry, seats, now)
    if not is_new and told != is_now:
        standing = page.sign_ups.exclude(state=SignUpState.CANCELLED)
        standing.update(reminded_at=None)
        letters.send_all("changed", page, standing.select_related("person"), now)


@transaction.atomic
def tell_called_off(*, page: ActivityPage, reason: str, now: datetime) -> None:
    """Tell everybody who signed up that the activity does not take place; calendars hear of it as well."""
    page, _entry, seats = lock_places(page_id=page.pk)
    seats.sequence, seats.changed_at = seats.sequence + 1, now
    seats.save()
    standing = page.sign_ups.exclude(state=SignUpState.CANCELLED).select_related("person")
    letters.send_all("called_off", page, standing, now, reason=reason)


@transaction.atomic
def check_in(*, sign_up_id: int, by: User, now: datetime) -> bool:
    """Write down that somebody has come. Returns whether that is news. Raises `Refused`."""
    row = SignUp.objects.get(pk=sign_up_id)
    page, _entry, seats = lock_places(page_id=row.activity_id)
    row.refresh_from_db()
    refuse_if(why_not_check_in(by, page, row, now))
    if row.checked_in_at:
        return False
    row.checked_in_at, row.checked_in_by = now, by
    row.save(update_fields=["checked_in_at", "checked_in_by"])
    seats.arrived += row.people
    seats.save()
    return True


@transaction.atomic
def undo_check_in(*, sign_up_id: int, by: User) -> None:
    """Take back a check-in that was a mistake. Raises `Refused`."""
    row = SignUp.objects.get(pk=sign_up_id)
    page, _entry, seats = lock_places(page_id=row.activity_id)
    row.refresh_from_db()
    refuse_if(why_not_organise(by, page))
    if row.checked_in_at is None:
        return
    row.checked_in_at = row.checked_in_by = None
    row.save(update_fields=["checked_in_at", "checked_in_by"])
    seats.arrived -= row.people
    seats.save()
    log(instance=page, action="campaigns.activity.undo_check_in", user=by, data={"number": row.number})


@transaction.atomic
def lock_places(*, page_id: int) -> tuple[ActivityPage, EventEntry | None, ActivitySeats]:
    """Lock what decides about a place: the entry of the activity, if it is public, and its seats.

    The page is read after the wait: what was published meanwhile counts.
    """
    entry = EventEntry.objects.select_for_update().filter(page=page_id).first()
    seats = ActivitySeats.objects.select_for_update().get(activity=page_id)
    return ActivityPage.objects.get(pk=page_id), entry, seats


def settle(page: ActivityPage, entry: EventEntry | None, seats: ActivitySeats, now: datetime) -> None:
    """Count the places anew and let move up who waits first and fits, as long as the activity takes place."""
    seats.capacity = max(page.capacity, seats.taken)
    is_off = entry is not None and bool(entry.called_off)
    is_over = page.ends_at is not None and now >= page.ends_at
    moved = [] if is_off or is_over else move_up(page, seats, now)
    seats.save()
    letters.send_all("moved_up", page, moved, now)


def move_up(page: ActivityPage, seats: ActivitySeats, now: datetime) -> list[SignUp]:
    moved = []
    waiting = page.sign_ups.filter(state=SignUpState.WAITING, people__lte=seats.free)
    for row in waiting.select_related("person").order_by("number"):
        if row.people <= seats.free:
            count(seats, row, -1)
            row.state, row.moved_up_at = SignUpState.IN, now
            count(seats, row, +1)
            moved.append(row)
        if not seats.free:
            break
    SignUp.objects.bulk_update(moved, ["state", "moved_up_at"], batch_size=500)
    return moved


def count(seats: ActivitySeats, row: SignUp, sign: int) -> None:
    """Add a sign-up to what its state counts in, or take it out."""
    if row.state == SignUpState.IN:
        seats.taken += sign * row.people
    elif row.state == SignUpState.WAITING:
        seats.waiting += sign * row.people
