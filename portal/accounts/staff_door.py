"""How often somebody may try a password at the staff door, or ask for a letter to choose a new one.

A whole bureau stands behind one address, so an address has many tries; one account has few from one place, and enough
from everywhere together that nobody can shut somebody else out by trying.
"""

from hashlib import sha256

from django.http import HttpRequest

from portal.core.throttling import Throttle, address_of, why_not_now

FROM_ONE_PLACE = "300/hour;2000/day"
HERE = Throttle("password from here", person="10/10minute;40/day", address=FROM_ONE_PLACE, human_after=1000)
ANYWHERE = Throttle("password of one", person="100/hour;400/day", address=FROM_ONE_PLACE, human_after=1000)
RESET = Throttle("new password for one", person="", address="4/hour;10/day", human_after=1000)


def number_of(text: str) -> int:
    """Return a number that stands for a text where people are counted by number."""
    return int.from_bytes(sha256(text.strip().lower().encode()).digest()[:8], "big")


def why_not_try_password(request: HttpRequest, email: str) -> str:
    """Count one try, whether the account is known or not. Return when to try again, or nothing."""
    place = address_of(request)
    return why_not_now(HERE, person=number_of(f"{email} {place}"), address=place) or why_not_now(
        ANYWHERE, person=number_of(email), address=place
    )


def why_not_ask_for_reset(email: str) -> str:
    """Count one letter to a mailbox, whether it is known or not. Return when to try again, or nothing."""
    return why_not_now(RESET, person=None, address=f"mailbox {number_of(email)}")
