"""Characters that mean nothing and that no database keeps: whoever compares them with a column gets an error.

PostgreSQL takes no null character; half a surrogate pair, which a request gets by naming an odd charset, is taken by no
database. Both are left out of what was sent before anything reads it, as spaces around a word are: a scanner's address
shows its page, and whoever pastes one from a broken file loses no word. No path is spelled with one, so there it leads
nowhere.
"""

import re
from contextlib import suppress

from django.http import Http404, QueryDict, UnreadablePostError

UNKEPT = re.compile("[\0\ud800-\udfff]")


class UnkeptCharactersMiddleware:
    """Stands before everything that may ask the database about an address, a cookie or a form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if UNKEPT.search(request.path_info):
            raise Http404
        if holds_unkept(request.GET):
            request.GET = without_unkept(request.GET)
        for name, value in request.COOKIES.items():
            request.COOKIES[name] = UNKEPT.sub("", value)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Look at the form only now: a request that leads nowhere is not read."""
        # Of a form that broke off on its way there is nothing to look at.
        with suppress(UnreadablePostError):
            if holds_unkept(request.POST):
                request.POST = without_unkept(request.POST)


def holds_unkept(sent: QueryDict) -> bool:
    return any(UNKEPT.search(text) for name, values in sent.lists() for text in [name, *values])


def without_unkept(sent: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        for value in values:
            kept.appendlist(UNKEPT.sub("", name), UNKEPT.sub("", value))
    return kept
