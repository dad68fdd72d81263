"""Work that a browser does for its person, once somebody tries so often that it could be a machine.

The browser searches for a number whose SHA-256 begins with zeros: a second for one try, hours for a flood. Nothing is
asked of the person and nothing is sent elsewhere. The challenge is signed, ends after an hour and counts once.
"""

import binascii
import json
import time
from base64 import b64decode
from math import ceil

from altcha import create_challenge, verify_solution
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.throttling import Throttle, is_first_time, minutes_until_trusted, needs_human

NAME = "human"
ALGORITHM = "SHA-256"
# 65,536 numbers of four rounds each: under a second on a desk, a few on an old telephone.
ROUNDS = 4
BEGINS_WITH = "0000"
GOOD_FOR_SECONDS = 3600
LONGEST_ANSWER = 2000


def add_human_check(form: forms.Form, throttle: Throttle, *, person: int | None, address: str) -> None:
    """Add the check to `form` when the next try needs it."""
    if needs_human(throttle, person=person, address=address):
        minutes = minutes_until_trusted(throttle, person=person, address=address)
        form.fields[NAME] = HumanCheckField(minutes=minutes)


def new_challenge(now: float) -> dict:
    return create_challenge(
        ALGORITHM,
        ROUNDS,
        key_prefix=BEGINS_WITH,
        expires_at=ceil(now) + GOOD_FOR_SECONDS,
        hmac_secret=secret(),
    ).to_dict()


def secret() -> str:
    return salted_hmac("portal.core.human_check", ALGORITHM, algorithm="sha256").hexdigest()


class HumanCheckWidget(forms.Widget):
    """A challenge that `portal/js/human_check.js` solves, and a polite word about it."""

    def __init__(self, minutes: int):
        super().__init__()
        self.minutes = minutes

    def render(self, name, value, attrs=None, renderer=None):
        """Draw a new challenge each time: an answer that came before is used up or wrong."""
        context = {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "challenge": json.dumps(new_challenge(time.time())),
            "minutes": self.minutes,
        }
        return render_to_string("components/human_check.html", context)


class HumanCheckField(forms.Field):
    """Takes the number that the browser found. `minutes` says how long to wait without JavaScript."""

    default_error_messages = {
        "required": _("The check against machines was not finished."),
        "invalid": _("The check against machines did not work. Please send the form once more."),
        "used": _("This check was used already. Please send the form once more."),
    }

    def __init__(self, *, minutes: int = 60, **kwargs):
        super().__init__(label=_("Check against machines"), widget=HumanCheckWidget(minutes), **kwargs)

    def clean(self, value):
        super().clean(value)
        if len(value) > LONGEST_ANSWER or not is_solved(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not is_first_time("human check", signature_of(value), seconds=GOOD_FOR_SECONDS):
            raise ValidationError(self.error_messages["used"], code="used")
        return ""


def is_solved(answer: str) -> bool:
    try:
        return verify_solution(answer, secret()).verified
    except (AttributeError, OverflowError, TypeError, ValueError):  # What no browser of ours sends.
        return False


def signature_of(answer: str) -> str:
    """Return what stands for the challenge of a solved answer."""
    try:
        return json.loads(b64decode(answer))["challenge"]["signature"]
    except (binascii.Error, KeyError, TypeError, ValueError):
        return ""
