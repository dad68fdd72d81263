"""Answering a survey: a page of its own, never cached, that needs no script."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.crossing import cross, crossable
from hall.campaigns.survey.devices import device_of, new_device, remember_device
from hall.campaigns.survey.forms import AnswerForm
from hall.campaigns.survey.permissions import why_not_open, why_not_see_results
from hall.campaigns.survey.queries import answer_of, counted_in_public
from hall.campaigns.survey.services import send_answer
from portal.core.cache import private_page, public_page
from portal.core.human_check import add_human_check
from portal.core.pending import keep_words, take_words
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now

# Many people stand behind one address of a telephone company.
SENDING = Throttle("survey", person="20/hour;60/day", address="120/hour;600/day", human_after=20)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the questions, and take an answer in. Looking sets no device; only sending does."""
    page = get_object_or_404(SurveyPage.objects.live(), pk=page_id)
    device = device_of(request)
    if sent := answer_of(page, request.user, device):
        # A second click is no second answer, and no second try.
        return answered(request, page, device) if request.method == "POST" else show(request, page, sent=sent)
    if needs_sign_in(request, page):
        return to_the_door(request, page)
    if request.method == "POST":
        return send(request, page, device or new_device())
    form = AnswerForm(initial=kept_words(request, page), questions=page.asked)
    add_human_check(form, SENDING, person=request.user.pk, address=address_of(request))
    return show(request, page, form=form, device=device or new_device())


def needs_sign_in(request: HttpRequest, page: SurveyPage) -> bool:
    """Tell whether signing in is all that is missing."""
    is_open = not why_not_open(getattr(page, "entry", None), timezone.now())
    return is_open and not page.answers_by_device and not request.user.is_authenticated


def to_the_door(request: HttpRequest, page: SurveyPage) -> HttpResponse:
    """Let somebody sign in first; whose session has ended meanwhile loses no word."""
    if request.method == "POST":
        words = {name: json.dumps(values, ensure_ascii=False) for name, values in request.POST.lists()}
        keep_words(request, key_of(page), words)
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.path})}")


def kept_words(request: HttpRequest, page: SurveyPage) -> dict:
    kept = {}
    for name, text in take_words(request, key_of(page)).items():
        try:
            values = json.loads(text)
        except ValueError:  # Cut, because so much was typed.
            continue
        kept[name] = values if len(values) > 1 else values[0]
    return kept


def key_of(page: SurveyPage) -> str:
    return f"survey-{page.pk}"


def send(request: HttpRequest, page: SurveyPage, device: str) -> HttpResponse:
    form = AnswerForm(request.POST, questions=page.asked)
    who = {"person": request.user.pk, "address": address_of(request)}
    add_human_check(form, SENDING, **who)
    if form.is_valid():
        try:
            refuse_if(why_not_now(SENDING, **who))
            send_answer(
                page=page,
                user=request.user,
                device=device,
                address=who["address"],
                version=form.cleaned_data["version"],
                values=form.values,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return answered(request, page, device)
    return show(request, page, form=form, device=device, status=422)


def answered(request: HttpRequest, page: SurveyPage, device: str) -> HttpResponse:
    response = redirect("answer_survey", page.pk)
    if page.answers_by_device:
        remember_device(response, device)
    return response


def show(request: HttpRequest, page: SurveyPage, status: int = 200, **context) -> HttpResponse:
    now = timezone.now()
    context |= {
        "page": page,
        "key": key_of(page),
        "by_device": page.answers_by_device,
        "why_not": why_not_open(getattr(page, "entry", None), now),
        "why_not_results": why_not_see_results(page, now),
    }
    return render(request, "campaigns/survey/answer.html", context, status=status)


@public_page
def crossed(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show readers two questions in one table, whole or not at all."""
    page = get_object_or_404(SurveyPage.objects.live(), pk=page_id)
    first, second = request.GET.get("first", ""), request.GET.get("second", "")
    now = timezone.now()
    why_not = why_not_see_results(page, now)
    context = {
        "page": page,
        "why_not": why_not,
        "questions": crossable(page),
        "first": first,
        "second": second,
        "table": None if why_not else cross(page, first, second, counted_in_public(page, now)),
    }
    return render(request, "campaigns/survey/crossed.html", context)
