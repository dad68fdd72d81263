"""Writing a comment: a page of its own that needs no script, and the part of a public page for one person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.models import Page

from hall.interaction.comment_mail.queries import wants_comment_mail
from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.forms import CommentForm
from hall.interaction.models import Comment
from hall.interaction.permissions import why_not_answer, why_not_comment, why_not_take_comments
from hall.interaction.places import takes_comments, voices_of
from hall.interaction.services import reply_officially, write_comment
from hall.interaction.threads import dress, own_below
from portal.accounts.permissions import why_not_speak
from portal.core.cache import personal_fragment
from portal.core.human_check import add_human_check
from portal.core.pending import keep_words, let_go, take_words
from portal.core.refusals import Refused
from portal.core.throttling import Throttle, address_of, why_not_now
from portal.core.whole_numbers import whole_number

WRITING = Throttle("comment", person="10/minute;100/day", address="60/minute;1000/day", human_after=20)


def page_or_404(page_id: int) -> Page:
    """Return a public page below which people comment, as its own type."""
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    if not takes_comments(page):
        raise Http404
    return page


def form_for(request, page, data=None, initial=None) -> CommentForm:
    """Return the form in which this person comments below a page."""
    user, voices = request.user, voices_of(request.user)
    place = next((str(unit.pk) for unit in voices if page.path.startswith(unit.path)), "")
    form = CommentForm(
        data,
        initial={"voice": place, **(initial or {})},
        voices=voices,
        own_name=getattr(user, "nickname", None) or "",
        keep=key_of(page),
        offers_mail=not user.is_authenticated or wants_comment_mail(user.pk),
    )
    add_human_check(form, WRITING, person=user.pk, address=address_of(request))
    return form


def key_of(page) -> str:
    return f"comment-{page.pk}"


@method_decorator(never_cache, name="dispatch")
class WriteComment(FormView):
    """Write below a page, or in answer to a comment there. Whoever is not signed in yet is, and loses no word."""

    template_name = "interaction/write.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = page_or_404(kwargs["page_id"])
        self.is_in_place = request.headers.get("X-Requested-With") == "XMLHttpRequest"

    @cached_property
    def answers_id(self) -> int | None:
        number = self.request.GET.get("answers", "")
        if not number:
            return None
        return whole_number(number) or 0

    @cached_property
    def answered(self) -> Comment | None:
        comments = Comment.objects.select_related("page", "parent", "unit")
        return comments.filter(pk=self.answers_id).first() if self.answers_id else None

    def get_form(self, form_class=None):
        if self.request.method == "POST":
            return form_for(self.request, self.page, self.request.POST)
        return form_for(self.request, self.page, initial=take_words(self.request, key_of(self.page)))

    def why_not(self) -> str:
        """Say why there is no form: for reasons that signing in does not mend."""
        user = self.request.user
        if self.answers_id is not None and (reason := why_not_answer(self.answered, self.page)):
            return reason
        if why_not_speak(user) or voices_of(user):
            return why_not_take_comments(self.page)
        return why_not_comment(user, self.page, timezone.now())

    def get_context_data(self, **kwargs):
        answered = self.answered
        if answered and not why_not_answer(answered, self.page):
            dress([answered])
        return super().get_context_data(page=self.page, answered=answered, why_not=self.why_not(), **kwargs)

    def post(self, request, *args, **kwargs):
        if door := self.door_before():
            if self.is_in_place:
                return HttpResponse(
                    why_not_speak(request.user), status=403, content_type="text/plain; charset=utf-8"
                )
            keep_words(request, key_of(self.page), request.POST.dict())
            return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")
        # A second click on the same form is no second try, whatever is asked of the next.
        if sent := Comment.objects.sent_before(request.user, request.POST.get("token", "")):
            return self.was_sent(sent)
        return super().post(request, *args, **kwargs)

    def door_before(self) -> str:
        """Return the door that somebody goes through first: to sign in, or to choose a name for readers."""
        if not self.request.user.is_authenticated:
            return "sign_in"
        is_own = not self.request.POST.get("voice")
        return "choose_nickname" if is_own and why_not_speak(self.request.user) else ""

    def form_valid(self, form):
        try:
            comment = self.send(form.cleaned_data)
        except Refused as refused:
            form.add_error("text", refused.reasons)
            return self.form_invalid(form)
        return self.was_sent(comment)

    def was_sent(self, comment: Comment) -> HttpResponse:
        if self.is_in_place:
            return HttpResponse(status=204)
        ahead = comment
        if comment.state != CommentState.SHOWN:
            messages.success(self.request, what_follows(comment))
            ahead = "me_comments"
        return let_go(redirect(ahead), key_of(self.page))

    def send(self, words: dict) -> Comment:
        user, token = self.request.user, words["token"]
        if reason := why_not_now(WRITING, person=user.pk, address=address_of(self.request)):
            raise Refused([reason])
        what = {"page_id": self.page.pk, "answers_id": self.answers_id, "text": words["text"], "token": token}
        if unit := next((unit for unit in voices_of(user) if str(unit.pk) == words.get("voice")), None):
            return reply_officially(unit=unit, by=user, now=timezone.now(), **what)
        return write_comment(
            author=user, wants_mail=words.get("wants_mail", False), now=timezone.now(), **what
        )

    def form_invalid(self, form):
        if self.is_in_place:
            reasons = [str(error) for errors in form.errors.values() for error in errors]
            return HttpResponse(" ".join(reasons), status=422, content_type="text/plain; charset=utf-8")
        return super().form_invalid(form)


def what_follows(comment: Comment) -> str:
    """Say what becomes of a comment that was just sent."""
    if comment.held_because == HeldBecause.VOICE:
        return _("Sent. A spokesperson of the unit looks at it before readers see it.")
    return _("Sent. It waits for moderation; readers see it once it is approved.")


@personal_fragment
def own_part(request, page_id):
    """Show the form below a public page, and what this person wrote there that readers do not see yet."""
    page = page_or_404(page_id)
    context = {
        "page": page,
        "why_not": "" if voices_of(request.user) else why_not_comment(request.user, page, timezone.now()),
        "needs_name": bool(why_not_speak(request.user)),
        "comments": own_below(page, request.user, timezone.now()),
    }
    if not context["why_not"]:
        context["form"] = form_for(request, page)
    return render(request, "interaction/own_part.html", context)
