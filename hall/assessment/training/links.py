"""The addresses that codes at the door lead to. Each is signed, so it can be neither guessed nor made up."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse

from portal.core.whole_numbers import whole_number

SEAT = Signer(salt="hall.assessment.training.seat", sep=".")
# The code on the wall is drawn anew all the time: a picture of it that is passed on is soon worth nothing.
DOOR = TimestampSigner(salt="hall.assessment.training.door", sep=".")
DOOR_LASTS = timedelta(minutes=15)
DOOR_IS_NEW_FOR = timedelta(minutes=5)


def ticket_url(seat_id: int) -> str:
    return at_home(reverse("training_ticket", args=[SEAT.sign(str(seat_id))]))


def door_url(session_id: int) -> str:
    return at_home(reverse("training_here", args=[DOOR.sign(str(session_id))]))


def seat_of(secret: str) -> int | None:
    """Return the place that a ticket is for, or None for what is no ticket."""
    try:
        return whole_number(SEAT.unsign(secret))
    except BadSignature:
        return None


def session_of(secret: str) -> int | None:
    """Return the session whose door shows this code, or None for what is no code or too old."""
    try:
        return whole_number(DOOR.unsign(secret, max_age=DOOR_LASTS))
    except BadSignature:
        return None


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
