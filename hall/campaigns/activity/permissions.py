"""Who may sign up, cancel and check in, and why not. An empty answer means yes."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase, SignUpState
from hall.campaigns.models import ActivityPage, ActivitySeats, EventEntry, SignUp
from hall.campaigns.permissions import why_not_organise
from portal.core.moments import written

# People come early, and organisers write down afterwards who came.
CHECKED_IN_BEFORE = timedelta(hours=6)
CHECKED_IN_AFTER = timedelta(days=1)


def why_not_open(page: ActivityPage, entry: EventEntry | None, now: datetime) -> str:
    """Say why nobody signs up for an activity at `now`, by the clock of the hall."""
    if entry is None or not page.live:
        return _("This activity is not public.")
    if entry.called_off:
        return _("This activity was called off.")
    if page.ends_at and now >= page.ends_at:
        return _("This activity is over.")
    phase = entry.phase(now)
    if phase == Phase.UPCOMING:
        return _("Sign-up opens on %(when)s.") % {"when": written(entry.opens_at)}
    if phase == Phase.CLOSED and entry.closes_at:
        return _("Sign-up closed on %(when)s.") % {"when": written(entry.closes_at)}
    return ""


def why_not_again(page: ActivityPage, person, email: str) -> str:
    """Say why somebody cannot sign up once more: one person, and one address, has one sign-up."""
    standing = page.sign_ups.exclude(state=SignUpState.CANCELLED)
    if person and standing.filter(person=person).exists():
        return _("You have signed up already.")
    if standing.filter(email=email).exists():
        return _(
            "Somebody has signed up with this address already. The letter that we sent to it has the link to see "
            "and to cancel it."
        )
    return ""


def why_not_so_many(seats: ActivitySeats, people: int) -> str:
    if people > seats.capacity:
        return _("There are only %(capacity)d places in all.") % {"capacity": seats.capacity}
    return ""


def why_not_cancel(page: ActivityPage, sign_up: SignUp, now: datetime) -> str:
    """Say why a sign-up cannot be taken back; who may is whoever holds its secret or is its person."""
    if sign_up.checked_in_at:
        return _("You have arrived already.")
    if page.ends_at and now >= page.ends_at:
        return _("This activity is over.")
    return ""


def why_not_check_in(user, page: ActivityPage, sign_up: SignUp, now: datetime) -> str:
    """Say why `user` may not let somebody in at `now`."""
    if reason := why_not_organise(user, page):
        return reason
    if sign_up.state == SignUpState.CANCELLED:
        return _("This sign-up was cancelled.")
    if sign_up.state == SignUpState.WAITING:
        return _("This person is on the waiting list and has no place yet.")
    return why_door_is_shut(page, now)


def why_door_is_shut(page: ActivityPage, now: datetime) -> str:
    """Say why nobody is let in at `now`."""
    if page.begins_at and now < page.begins_at - CHECKED_IN_BEFORE:
        return _("Check-in opens on %(when)s.") % {"when": written(page.begins_at - CHECKED_IN_BEFORE)}
    if page.ends_at and now > page.ends_at + CHECKED_IN_AFTER:
        return _("Check-in closed on %(when)s.") % {"when": written(page.ends_at + CHECKED_IN_AFTER)}
    return ""
