"""Asking in an interview, with a script and without; what changes on its page; its transcript."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from hall.campaigns.enums import Phase
from hall.campaigns.interview.forms import QuestionForm
from hall.campaigns.interview.permissions import why_not_ask, why_not_take_questions
from hall.campaigns.interview.queries import own_questions, talk_of
from hall.campaigns.interview.services import ask_question
from hall.campaigns.interview.transcript import transcript_of
from hall.campaigns.live_parts import live_part
from hall.campaigns.models import InterviewPage, InterviewQuestion
from portal.accounts.permissions import why_not_speak
from portal.core.cache import personal_fragment, public_page
from portal.core.human_check import add_human_check
from portal.core.pending import keep_words, let_go, take_words
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now

ASKING = Throttle("interview question", person="5/minute;40/day", address="60/minute;600/day", human_after=10)


def interview_or_404(page_id: int) -> InterviewPage:
    return get_object_or_404(InterviewPage.objects.live().select_related("entry"), pk=page_id)


def form_for(request, page: InterviewPage, data=None, initial=None) -> QuestionForm:
    form = QuestionForm(data, initial=initial, keep=key_of(page))
    add_human_check(form, ASKING, person=request.user.pk, address=address_of(request))
    return form


def key_of(page: InterviewPage) -> str:
    return f"interview-{page.pk}"


@method_decorator(never_cache, name="dispatch")
class AskView(FormView):
    """Ask. Whoever is not signed in yet is, and loses no word."""

    template_name = "campaigns/interview/ask.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = interview_or_404(kwargs["page_id"])
        self.is_in_place = request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def get_form(self, form_class=None):
        if self.request.method == "POST":
            return form_for(self.request, self.page, self.request.POST)
        return form_for(self.request, self.page, initial=take_words(self.request, key_of(self.page)))

    def get_context_data(self, **kwargs):
        user, now = self.request.user, timezone.now()
        # The door is passed on the way: who is not through it yet may write first.
        why_not = (
            why_not_take_questions(self.page, now)
            if why_not_speak(user)
            else why_not_ask(user, self.page, now)
        )
        own = own_questions(self.page, user) if user.is_authenticated else []
        return super().get_context_data(page=self.page, why_not=why_not, questions=own, **kwargs)

    def post(self, request, *args, **kwargs):
        if why_not := why_not_speak(request.user):
            if self.is_in_place:
                return words(why_not, status=403)
            keep_words(request, key_of(self.page), request.POST.dict())
            door = "choose_nickname" if request.user.is_authenticated else "sign_in"
            return redirect(f"{reverse(door)}?{urlencode({'next': request.path})}")
        # A second click on the same form is no second try, whatever is asked of the next.
        token = request.POST.get("token", "")
        if InterviewQuestion.objects.filter(asker=request.user, token=token).exists():
            return self.was_sent()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        user = self.request.user
        try:
            refuse_if(why_not_now(ASKING, person=user.pk, address=address_of(self.request)))
            typed = {name: form.cleaned_data[name] for name in ("text", "token")}
            ask_question(page_id=self.page.pk, asker=user, now=timezone.now(), **typed)
        except Refused as refused:
            form.add_error("text", refused.reasons)
            return self.form_invalid(form)
        return self.was_sent()

    def was_sent(self):
        if self.is_in_place:
            return HttpResponse(status=204)
        messages.success(self.request, _("Sent. The host looks at it before others read it."))
        return let_go(redirect("interview_ask", self.page.pk), key_of(self.page))

    def form_invalid(self, form):
        if self.is_in_place:
            return words(
                " ".join(str(error) for errors in form.errors.values() for error in errors), status=422
            )
        return super().form_invalid(form)


def words(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@personal_fragment
def own_part(request, page_id):
    """Show the form for one person, and what they asked with what became of it."""
    page = interview_or_404(page_id)
    why_not = why_not_ask(request.user, page, timezone.now())
    context = {
        "page": page,
        "why_not": why_not,
        "needs_name": bool(why_not_speak(request.user)),
        "questions": own_questions(page, request.user),
    }
    if not why_not:
        context["form"] = form_for(request, page)
    return render(request, "campaigns/interview/own_part.html", context)


@live_part
def talk(request, entry):
    """Draw what is asked and answered, for pages that stand open."""
    page = interview_or_404(entry.page_id)
    return render(request, "campaigns/interview/talk.html", {"page": page})


@require_safe
@public_page
def transcript(request, page_id):
    """Give the transcript as a file once the interview is over."""
    page = interview_or_404(page_id)
    if page.phase(timezone.now()) != Phase.CLOSED:
        raise Http404
    address = request.build_absolute_uri(page.get_url(request))
    response = words(transcript_of(page, talk_of(page), address), status=200)
    name = _("Transcript %(title)s.txt") % {"title": page.title}
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
