"""What somebody typed before the door stopped them: kept in the session until they are through it.

Signing in keeps the session of an anonymous visitor, so words kept before are there after. Somebody else who signs in
with the same browser gets a session of their own, without them.
"""

import time
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

SESSION_KEY = "pending_words"
MOST_FORMS = 5
MOST_CHARACTERS = 20_000
KEPT_SECONDS = 24 * 3600
ACCEPTED = "accepted_words"
ACCEPTED_SECONDS = 600


def keep_words(request: HttpRequest, key: str, words: Mapping[str, str]) -> None:
    """Keep the typed `words` of one form; those kept before under `key` give way, and so do the oldest forms."""
    kept = still_kept(request, now=time.time())
    kept.pop(key, None)
    kept[key] = {"words": bounded(words), "at": time.time()}
    newest = sorted(kept, key=lambda name: kept[name]["at"])[-MOST_FORMS:]
    request.session[SESSION_KEY] = {name: kept[name] for name in newest}


def take_words(request: HttpRequest, key: str) -> dict[str, str]:
    """Return what was kept under `key`, and keep it no longer. Nothing kept is an empty dict."""
    if SESSION_KEY not in request.session:
        return {}
    kept = still_kept(request, now=time.time())
    taken = kept.pop(key, {}).get("words", {})
    if kept:
        request.session[SESSION_KEY] = kept
    else:
        del request.session[SESSION_KEY]
    return taken


def let_go(response: HttpResponse, key: str) -> HttpResponse:
    """Tell the browser that what it kept of <textarea data-keep="key"> was accepted (`portal/js/keep_typed.js`)."""
    response.set_cookie(ACCEPTED, key, max_age=ACCEPTED_SECONDS, samesite="Lax")
    return response


def still_kept(request: HttpRequest, *, now: float) -> dict:
    kept = request.session.get(SESSION_KEY, {})
    return {name: form for name, form in kept.items() if form["at"] > now - KEPT_SECONDS}


def bounded(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words with at most so many characters together. The token of the form is none of them."""
    left, kept = MOST_CHARACTERS, {}
    for name, value in words.items():
        if name == "csrfmiddlewaretoken":
            continue
        kept[name] = str(value)[:left]
        left -= len(kept[name])
    return kept
