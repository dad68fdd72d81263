"""Looking a concern up, and the page that only who asked can open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from hall.concerns.asking.access import (
    LONGEST_NUMBER,
    forget,
    open_with_code,
    opens_by_code,
    own_concern,
)
from hall.concerns.asking.acts import ACTS
from hall.concerns.asking.forms import MessageForm, TrackForm
from hall.concerns.asking.own_page import own_page
from hall.concerns.asking.uploads import person_of, take_pictures
from hall.concerns.permissions import why_not_add_message
from portal.core.cache import private_page
from portal.core.pending import keep_words, take_words
from portal.core.private_files import serve_private
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now

# Many people stand behind one address of a telephone company.
ACT = Throttle("act on a concern", person="30/hour;100/day", address="120/hour;600/day", human_after=1_000)


@private_page
def track(request):
    """Open a concern by its number and code."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")[:20]})
    status = 200
    if request.method == "POST" and form.is_valid():
        concern, reason = open_with_code(request, form.cleaned_data["number"], form.cleaned_data["code"])
        if concern:
            return redirect("own_concern", concern.number)
        form.add_error(None, reason or no_match())
        status = 429 if reason else 200
    return render(request, "concerns/track.html", {"form": form}, status=status)


def no_match() -> str:
    """Say one thing for a wrong number and for a wrong code."""
    return _("No question has this number and this code. Please compare both with what you noted.")


@private_page
@require_safe
@sensitive_variables("code")
def open_concern(request, number, code):
    """Follow a secret link: keep the right in the session. No page is ever shown at this address."""
    concern, reason = open_with_code(request, number, code)
    if concern:
        response = redirect("own_concern", concern.number)
    else:
        messages.error(request, reason or no_match())
        response = ask_for_code(number)
    response["Referrer-Policy"] = "no-referrer"
    return response


@private_page
@require_safe
def own(request, number):
    """Show who asked where their concern stands. Everybody else is asked for the code, whether it exists or not."""
    concern = own_concern(request, number)
    if concern is None:
        return ask_for_code(number)
    return show(request, concern, timezone.now())


def show(request, concern, now, sent: dict | None = None, status: int = 200):
    context = {**own_page(concern, request.user, now, sent), "may_leave": opens_by_code(request, concern)}
    if not sent:
        context["unsent"] = bring_back(request, concern, context["forms"])
    return render(request, "concerns/own_concern.html", context, status=status)


@private_page
@require_POST
def leave(request, number):
    """Forget that this browser may read a concern, for somebody who sits at a computer of others."""
    forget(request, number)
    take_words(request, key_of(number))
    messages.success(
        request,
        _("This device opens the question no more. With the number and the code you can come back."),
    )
    return redirect("track_concern")


@private_page
@require_POST
def act(request, number, verb):
    """Do one of the things that who asked may do; what is refused is said above the form with all that was typed."""
    if verb not in ACTS:
        raise Http404
    concern = own_concern(request, number)
    if concern is None:
        keep_typed(request, number, verb)
        return ask_for_code(number)
    now = timezone.now()
    form = ACTS[verb].form(request.POST, request.FILES)
    refusals = pictures_refused(request, concern, form)
    if form.is_valid() and refusals:
        form.add_error("pictures", refusals)
    elif form.is_valid():
        try:
            refuse_if(why_not_now(ACT, person=person_of(request), address=address_of(request)))
            done = ACTS[verb].do(concern, signed_in(request), form.cleaned_data, now)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, done)
            return redirect("own_concern", number)
    return show(request, concern, now, {verb: form}, status=422)


def keep_typed(request, number, verb):
    """Keep the words of somebody whose right has ended meanwhile, whether this concern exists or not."""
    if text := request.POST.get(f"{verb}-text", "").strip():
        keep_words(request, key_of(number), {"verb": verb, "text": text})
        messages.warning(
            request, _("What you wrote is kept. Please show the code again, or sign in, and then send it.")
        )


def bring_back(request, concern, forms) -> str:
    """Put words that were kept into the form that they were written in. Return them if it is offered no more."""
    kept = take_words(request, key_of(concern.number))
    if kept and kept["verb"] not in forms:
        return kept["text"]
    if kept:
        forms[kept["verb"]].initial["text"] = kept["text"]
    return ""


def key_of(number: str) -> str:
    return f"concern {number[:LONGEST_NUMBER]}"


def pictures_refused(request, concern, form) -> list[str]:
    """Keep the pictures of a message, if it may be added at all and has not been. Return why some were not kept."""
    if not isinstance(form, MessageForm) or not form.pictures_token:
        return []
    if concern.messages.filter(token=form["token"].value()).exists():
        return []
    if why_not_add_message(request.user, concern, holds_code=True):
        return []
    return take_pictures(request, form.pictures_token, form.add_prefix("pictures"))


@private_page
@require_safe
def picture(request, number, picture_id):
    """Serve a picture of a concern to who asked."""
    concern = own_concern(request, number)
    if concern is None:
        raise Http404
    return serve_private(get_object_or_404(concern.pictures.all(), pk=picture_id).file)


def signed_in(request):
    return request.user if request.user.is_authenticated else None


def ask_for_code(number: str):
    response = redirect("track_concern")
    response["Location"] += f"?number={number}"
    return response
