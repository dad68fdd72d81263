"""A device that answers a survey is a random word in a signed cookie, which only sending an answer sets."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "survey_device"
KEPT_SECONDS = 366 * 24 * 3600
SIGNER = Signer(salt="hall.campaigns.survey.devices")
LENGTH = 32


def new_device() -> str:
    return SIGNER.sign(get_random_string(LENGTH))


def is_device(word: str) -> bool:
    try:
        SIGNER.unsign(word)
    except BadSignature:
        return False
    return True


def device_of(request: HttpRequest) -> str:
    """Return the device that the browser says it is, or that the form gave it: so a second click is the same."""
    for word in [request.COOKIES.get(COOKIE, ""), request.POST.get("device", "")]:
        if is_device(word):
            return word
    return ""


def remember_device(response: HttpResponse, device: str) -> None:
    response.set_cookie(
        COOKIE,
        device,
        max_age=KEPT_SECONDS,
        path="/surveys/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def digest(page_id: int, what: str, word: str) -> str:
    """Return what a device or an address is known by within one survey, and in no other."""
    return salted_hmac(f"hall.campaigns.survey {page_id} {what}", word, algorithm="sha256").hexdigest()
