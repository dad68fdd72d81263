"""The page for a request that cannot be read: too much of it, or parts that no browser sends by itself."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.views.decorators.cache import never_cache

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@never_cache
def bad_request(request, exception):
    """Answer 400 with a page that says what to do; Django's own says “Bad Request”."""
    return render(request, "400.html", {"is_too_much": isinstance(exception, TOO_MUCH)}, status=400)
