"""Asking a question."""

import segno
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from hall.concerns.asking.access import opens_by_code, remember
from hall.concerns.asking.ask_form import AskForm, unit_names
from hall.concerns.asking.looking import look_for_similar
from hall.concerns.asking.uploads import person_of, take_pictures, thumbs
from hall.concerns.codes import token_of
from hall.concerns.models import Concern
from hall.concerns.models.picture import MOST_PICTURES
from hall.concerns.services import receive
from portal.core.cache import private_page
from portal.core.human_check import add_human_check
from portal.core.pending import let_go
from portal.core.refusals import Refused
from portal.core.throttling import Throttle, address_of, why_not_now
from portal.core.whole_numbers import whole_number
from units.models import UnitPage

# Many people stand behind one address of a telephone company.
ASK = Throttle("ask", person="5/hour;20/day", address="60/hour;400/day", human_after=10)


@private_page
@sensitive_variables("form")
def ask(request):
    """Ask a unit or the hall. Without JavaScript too, and whatever is wrong, nothing that was typed is lost."""
    form = AskForm(
        request.POST or None, request.FILES or None, initial=asked_before(request), user=request.user
    )
    add_human_check(form, ASK, person=person_of(request), address=address_of(request))
    if request.method != "POST":
        return form_page(request, form)
    if concern := known(form):
        return received_page(request, concern, form.secret)
    refusals = take_pictures(request, token_of(form.secret))
    if form.only_looks:
        return look(request, form)
    is_valid = form.is_valid()
    if refusals:
        form.add_error("pictures", refusals)
    elif is_valid and (concern := take_question(request, form)):
        return received_page(request, concern, form.secret)
    return form_page(request, form, status=422)


def look(request, form: AskForm):
    """Show what was answered already below what is written, without sending it."""
    try:
        similar = look_for_similar(request, form["subject"].value() or "", form["text"].value() or "")
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return form_page(request, form, status=429)
    return form_page(request, form, similar=similar)


def asked_before(request) -> dict:
    """Return what the address says of whom to ask, and on which page somebody had the question."""
    unit = UnitPage.objects.live().filter(code=request.GET.get("unit", "")[:20]).first()
    return {"unit": unit.title if unit else ""}


def known(form: AskForm) -> Concern | None:
    """Return what came of this form already: a second click needs no check and counts as no try."""
    return Concern.objects.filter(token=token_of(form.secret)).first()


def take_question(request, form: AskForm) -> Concern | None:
    """Take the question in, unless somebody asks too often; then the form says when to try again."""
    if reason := why_not_now(ASK, person=person_of(request), address=address_of(request)):
        form.add_error(None, reason)
        return None
    words = form.cleaned_data
    return receive(
        subject=words["subject"],
        text=words["text"],
        is_private=words["privacy"] == "private",
        code=form.secret,
        unit=words["unit_page"],
        asker=request.user if request.user.is_authenticated else None,
        asker_name=words["asker_name"],
        email=words.get("email", ""),
        page=page_asked_on(request),
        now=timezone.now(),
    )


def page_asked_on(request) -> Page | None:
    number = whole_number(request.GET.get("page", ""))
    return Page.objects.live().filter(pk=number).first() if number else None


def form_page(request, form: AskForm, status: int = 200, similar: list[Concern] | None = None):
    context = {
        "form": form,
        "secret": form.secret,
        "thumbs": thumbs(token_of(form.secret)) if form.is_bound else [],
        "most_pictures": MOST_PICTURES,
        "unit_names": unit_names(),
        "similar": similar,
    }
    return render(request, "concerns/ask.html", context, status=status)


@sensitive_variables("code", "link")
def received_page(request, concern: Concern, code: str):
    """Show number, code and secret link, once. No redirect: the code would have to stand in an address or be kept."""
    remember(request, concern)
    link = request.build_absolute_uri(reverse("open_concern", args=[concern.number, code]))
    context = {
        "concern": concern,
        "deadline": concern.deadline,
        "code": code,
        "link": link,
        "picture_of_link": segno.make(link, error="m", micro=False).svg_data_uri(
            scale=6, border=4, dark="#000", light="#fff"
        ),
        "is_overdue": False,
        "may_leave": opens_by_code(request, concern),
    }
    return let_go(render(request, "concerns/received.html", context), "ask")
