"""One cache policy for every public answer: shared caches may keep what no cookie has touched."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

PUBLIC = {"public": True, "max_age": 0, "s_maxage": 10, "stale_while_revalidate": 60}


def set_cache_policy(request, response):
    """Mark `response` as shareable, or as private when the request carries a session or is a preview.

    Visitors who chose a language or a text size carry a cookie, so the answer varies by `Cookie`.
    """
    is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or getattr(request, "is_preview", False)
    patch_cache_control(response, **({"private": True, "no_store": True} if is_personal else PUBLIC))
    patch_vary_headers(response, ["Cookie"])
    return response


def public_page(view):
    """Apply the public cache policy to a plain Django view."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        return set_cache_policy(request, view(request, *args, **kwargs))

    return wrapper


def personal_fragment(view):
    """Make a view the personal part of a page that is the same for everyone (`portal/js/personal.js` asks for it).

    It answers 204 to whoever is not signed in, and nobody keeps what it says.
    """

    @never_cache
    @require_safe
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        is_known = request.user.is_authenticated
        response = view(request, *args, **kwargs) if is_known else HttpResponse(status=204)
        patch_vary_headers(response, ["Cookie"])
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def private_page(view):
    """Keep what a view says out of every cache and every index, and its address from other sites.

    Under `no-referrer` a browser would not say where a form comes from, and the check against forgeries refuse it.
    """

    @wraps(view)
    @never_cache
    @sensitive_post_parameters()
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.setdefault("Referrer-Policy", "same-origin")
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper
