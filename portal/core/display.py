"""Language and text size, chosen by the visitor and kept in one cookie that only choosing sets.

The language never follows `Accept-Language`: every visitor without the cookie gets the same Chinese page.
"""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "display"
YEAR = 365 * 24 * 3600
LANGUAGES = [code for code, _ in settings.LANGUAGES]
SIZES = ["standard", "large"]


def read_choices(request):
    """Return (language, text size) from the cookie; anything unknown falls back to the default."""
    language, _, size = request.COOKIES.get(COOKIE, "").partition(".")
    return (
        language if language in LANGUAGES else settings.LANGUAGE_CODE,
        size if size in SIZES else SIZES[0],
    )


class DisplayMiddleware:
    """Activates the visitor's language and puts `text_size` on the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language, request.text_size = read_choices(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


# A forged request could only change how large the letters are, and a token would need a cookie on every page.
@csrf_exempt
@require_POST
def choose_display(request):
    """Keep the posted `language` and/or `size`, then go back to the posted `next` on this site."""
    language, size = read_choices(request)
    language = request.POST.get("language", language)
    size = request.POST.get("size", size)
    following = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        following = "/"
    response = HttpResponseRedirect(following)
    if language in LANGUAGES and size in SIZES:
        response.set_cookie(COOKIE, f"{language}.{size}", max_age=YEAR, samesite="Lax", httponly=True)
    return response
