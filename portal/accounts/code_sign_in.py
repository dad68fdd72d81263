"""One sign-in by code, from the address to the person who is in. allauth counts its tries and its time.

The state stands in the session of whoever asked, so a code is good in that browser only, and an address that never
proves itself leaves nothing but that session. For every address the same is done and shown; only the letter differs.
"""

import time
from datetime import datetime
from secrets import token_hex

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.codes import CODE_MINUTES, delivery, message_for
from portal.accounts.models import User
from portal.accounts.permissions import may_sign_in_by_code
from portal.accounts.services import find_or_create_citizen
from portal.accounts.staff_door import number_of
from portal.core.throttling import Throttle, address_of, why_not_now

SESSION_KEY = "code_sign_in"
TRIES = 5
RESEND_SECONDS = 60
RESENDS = 3

# From one place; to one address, from anywhere and from one place; then one code that is guessed.
FROM_ONE_PLACE = "30/hour;100/day"
ASK = Throttle("ask for codes", person="", address=FROM_ONE_PLACE, human_after=10)
WRITE = Throttle("write to one", person="20/hour;60/day", address=FROM_ONE_PLACE, human_after=1000)
WRITE_FROM_HERE = Throttle(
    "write to one from here", person="6/hour;20/day", address=FROM_ONE_PLACE, human_after=1000
)
GUESS = Throttle("guess a code", person=f"{TRIES}/hour", address="60/hour;300/day", human_after=1000)


def why_not_ask(request: HttpRequest, address: str) -> str:
    """Count one wish for a code to `address`. Return a sentence that says when to try again, or nothing."""
    place = address_of(request)
    return (
        why_not_now(ASK, person=None, address=place)
        or why_not_now(WRITE_FROM_HERE, person=number_of(f"{address} {place}"), address=place)
        or why_not_now(WRITE, person=number_of(address), address=place)
    )


class CodeSignIn(AbstractCodeVerificationProcess):
    """The state between asking for a code and typing it."""

    def __init__(self, request: HttpRequest, state: dict):
        super().__init__(max_attempts=TRIES, timeout=CODE_MINUTES * 60, state=state)
        self.request = request

    @classmethod
    def begin(cls, request: HttpRequest, *, address: str, following: str, now: datetime) -> "CodeSignIn":
        state = cls.initial_state(user=None)
        process = cls(request, {**state, "address": address, "next": following})
        process.send_at(now)
        return process

    @classmethod
    def resume(cls, request: HttpRequest) -> "CodeSignIn | None":
        """Return the sign-in that this browser has begun, while its code is still good."""
        state = request.session.get(SESSION_KEY)
        return cls(request, state).abort_if_invalid() if state else None

    def send_at(self, now: datetime) -> None:
        """Send a new code; the one before is good no longer."""
        code = get_adapter().generate_login_code()
        self.state |= {"at": time.time(), "salt": token_hex(), "failed_attempts": 0}
        self.state["digest"] = self.digest_of(code)
        delivery().deliver(address=self.address, message=message_for(self.find_user(), code), now=now)
        self.persist()

    def send(self) -> None:
        raise NotImplementedError("Say when: `send_at`.")

    def persist(self) -> None:
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(SESSION_KEY, None)

    @property
    def address(self) -> str:
        return self.state["address"]

    @property
    def email(self) -> str:
        return delivery().email_of(self.address)

    def find_user(self) -> User | None:
        return User.objects.filter(email=self.email).first()

    def digest_of(self, code: str) -> str:
        return salted_hmac(self.state["salt"], code, algorithm="sha256").hexdigest()

    def why_not_resend(self) -> str:
        """Say why another code cannot be sent yet."""
        if self.is_resend_quota_reached(RESENDS):
            return _("We have sent you several codes already. Please look among your unwanted mail too.")
        seconds = int(self.state["at"] + RESEND_SECONDS - time.time()) + 1
        if seconds > 0:
            return ngettext(
                "Please wait %(count)d second more; letters need a moment.",
                "Please wait %(count)d seconds more; letters need a moment.",
                seconds,
            ) % {"count": seconds}
        return why_not_ask(self.request, self.address)

    def resend(self, now: datetime) -> None:
        self.record_resend()
        self.send_at(now)

    def why_not_guess(self) -> str:
        """Count one try. Tries that arrive together are counted too, which the session alone would miss."""
        return why_not_now(GUESS, person=number_of(self.state["salt"]), address=address_of(self.request))

    def finish(self, code: str) -> User | None:
        """Sign the person in when the code is right, and make a new account for a new address."""
        known = self.find_user()
        is_right = constant_time_compare(self.digest_of(code), self.state["digest"])
        if not is_right or (known and not may_sign_in_by_code(known)):
            return None
        user = find_or_create_citizen(email=self.email)
        self.abort()
        get_adapter().login(self.request, user)
        record_authentication(self.request, user, method="code")
        return user
