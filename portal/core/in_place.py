"""Answers to small forms that a page sends without being left (`portal/js/send_in_place.js`), or the plain way."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now


def do_in_place(
    request: HttpRequest, act: Callable[[], object], *, throttle: Throttle, way_back: str
) -> HttpResponse:
    """Do what a form asks for, unless that is too often. Refusals are said where the person is."""
    is_in_place = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    try:
        refuse_if(why_not_now(throttle, person=request.user.pk, address=address_of(request)))
        act()
    except Refused as refused:
        if is_in_place:
            return HttpResponse(str(refused), status=403, content_type="text/plain; charset=utf-8")
        messages.error(request, str(refused))
        return redirect(request.path)
    return HttpResponse(status=204) if is_in_place else redirect(way_back)
