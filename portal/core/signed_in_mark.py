"""A mark that says to a browser that somebody has signed in with it, so that its scripts ask for what is personal.

The session's own cookie is hidden from scripts. The mark opens nothing; it comes with the sign-in at any door and goes
with the sign-out. A browser without it asks for nothing, so a visitor's page costs nobody a second request.
"""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

MARK = "signed_in"
# Where the signals leave word for the answer.
CHANGE = "_signed_in_mark"


@receiver(user_logged_in)
def note_sign_in(request, **kwargs):
    setattr(request, CHANGE, True)


@receiver(user_logged_out)
def note_sign_out(request, **kwargs):
    setattr(request, CHANGE, False)


class SignedInMarkMiddleware:
    """Sets and takes away the mark in the answer to a request that signed somebody in or out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_in = getattr(request, CHANGE, None)
        if is_in:
            response.set_cookie(
                MARK,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif is_in is False:
            response.delete_cookie(MARK, samesite="Lax")
        return response
