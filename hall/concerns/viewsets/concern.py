"""One concern in front of those who answer: what was asked, its clock, the answer on its way, and what can be done."""

import re

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from hall.concerns.answering.forms import ACTIONS, AnswerForm, ReadForm, ReturnForm
from hall.concerns.answering.hints import as_field
from hall.concerns.answering.page import page_of
from hall.concerns.answering.permissions import (
    unsent_answer,
    version_of,
    was_gone,
    why_not_answer,
    why_not_decide,
    why_not_take_back,
)
from hall.concerns.answering.services import (
    approve_answer,
    draft_answer,
    return_answer,
    submit_answer,
    take_back_answer,
)
from hall.concerns.answering.steps import assignment_of, digest_of, level_that_waits
from hall.concerns.enums import AnswerState
from hall.concerns.models import Concern
from hall.concerns.permissions import deals_with
from hall.concerns.viewsets.media import MEDIA
from portal.core.action_forms import action_named, offered
from portal.core.pending import let_go
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number


class ConcernView(ScreenMixin, View):
    """Shows a concern to those who deal with it, and takes what they decide."""

    template_name = "concerns/desk/concern.html"
    page_title = gettext_lazy("Concern")
    header_icon = "mail"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.concern = get_object_or_404(Concern.objects.for_rows(), number=kwargs["number"])

    def dispatch(self, request, *args, **kwargs):
        if not deals_with(request.user, self.concern):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.concern.number

    def get_breadcrumbs_items(self):
        inbox = {"url": reverse("concerns_inbox"), "label": _("Concerns")}
        *before, here = super().get_breadcrumbs_items()
        return [*before, inbox, here]

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action", "")
        handlers = {
            "save": self.save,
            "submit": self.save,
            "approve": self.approve,
            "return": self.give_back,
            "take_back": self.take_back,
        }
        if action in handlers:
            return handlers[action]()
        kind = action_named(action, [*ACTIONS, ReadForm])
        return self.act(kind) if kind else self.show()

    def save(self):
        """Keep the words of an answer, and submit them if that was the button."""
        form = AnswerForm(self.request.POST)
        if not form.is_valid():
            return self.show(answer_form=form)
        author, is_submitted = self.request.user, self.request.POST["action"] == "submit"
        try:
            answer = draft_answer(
                concern_id=self.concern.pk, author=author, now=self.now, **form.cleaned_data
            )
            if is_submitted:
                submit_answer(answer_id=answer.pk, author=author, now=self.now)
        except Refused as refused:
            return self.refuse(form, refused)
        done = self.leave(_("The answer is under review now.") if is_submitted else _("The draft was saved."))
        return let_go(done, typed_key(author, self.concern, form.cleaned_data["seen"]))

    def refuse(self, form, refused):
        """Show what was typed again, with the reasons; the next try replaces what the reasons speak of."""
        for reason in refused.reasons:
            form.add_error(None, reason)
        form.data = form.data.copy()
        form.data["seen"] = version_of(unsent_answer(self.concern))
        return self.show(answer_form=form)

    def approve(self):
        return self.decide(approve_answer, seen=self.request.POST.get("seen", ""))

    def give_back(self):
        form = ReturnForm(self.request.POST)
        if not form.is_valid():
            return self.show(returning=form)
        return self.decide(return_answer, reason=form.cleaned_data["comment"], form=form)

    def decide(self, verb, form=None, **arguments):
        answer = self.answer_of_form()
        if answer is None:
            return self.was_gone(form)
        try:
            answer = verb(answer_id=answer.pk, reviewer=self.request.user, now=self.now, **arguments)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, reason)
            return self.show(returning=form)
        return self.leave(words_for(answer))

    def take_back(self):
        answer = self.answer_of_form()
        if answer is None:
            return self.was_gone()
        try:
            take_back_answer(answer_id=answer.pk, author=self.request.user, now=self.now)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, reason)
            return self.show()
        return self.stay(_("It is a draft again."))

    def was_gone(self, returning=None):
        messages.error(self.request, was_gone())
        return self.show(returning=returning)

    def answer_of_form(self):
        """Return the answer that the form was about, if it belongs to this concern."""
        return self.concern.answers.filter(pk=whole_number(self.request.POST.get("answer", ""))).first()

    def act(self, kind):
        """Carry out what was chosen beside the answer."""
        form = kind(self.request.POST, row=self.concern, user=self.request.user, now=self.now)
        return self.stay(form.done) if form.is_done() else self.show(acting=form)

    def leave(self, words):
        """Go back to the list, with the next concern that waits offered."""
        messages.success(self.request, words)
        return redirect("concerns_inbox")

    def stay(self, words):
        """Show the concern again, or the list to somebody who deals with it no more."""
        messages.success(self.request, words)
        self.concern.refresh_from_db()
        if not deals_with(self.request.user, Concern.objects.for_rows().get(pk=self.concern.pk)):
            return redirect("concerns_inbox")
        return redirect("concerns_concern", self.concern.number)

    def show(self, answer_form=None, returning=None, acting=None):
        user = self.request.user
        self.concern = Concern.objects.for_rows().get(pk=self.concern.pk)
        answer = unsent_answer(self.concern)
        is_mine = (
            answer is not None
            and answer.state == AnswerState.UNDER_REVIEW
            and not why_not_decide(user, answer)
        )
        why_not = why_not_answer(user, self.concern)
        if answer_form is None and not why_not:
            answer_form = AnswerForm(
                initial={
                    "text": answer.text if answer else "",
                    "category": answer.category_id if answer else None,
                    "seen": version_of(answer),
                    "dismissed_hints": as_field(answer),
                }
            )
        if answer_form is not None:
            key = typed_key(user, self.concern, version_of(answer))
            answer_form.fields["text"].widget.attrs |= {"data-keep": key, "data-keep-over": ""}
        unread = ReadForm(row=self.concern, user=user, now=self.now)
        context = self.get_context_data(
            **page_of(self.concern, user, self.now),
            concern=self.concern,
            answer=answer,
            answer_form=answer_form if not why_not or (answer_form and answer_form.errors) else None,
            why_not_answer=why_not,
            seen=digest_of(answer) if answer else "",
            is_mine=is_mine,
            why_not_decide=why_not_decide(user, answer)
            if answer and answer.state == AnswerState.UNDER_REVIEW
            else "",
            may_take_back=answer is not None and not why_not_take_back(user, answer),
            returning=returning or ReturnForm(),
            unread_form=None if unread.why_not() else unread,
            unread_errors=acting.non_field_errors() if acting and acting.name == ReadForm.name else [],
            actions=offered(ACTIONS, acting, row=self.concern, user=user, now=self.now),
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)


def typed_key(user, concern, seen: str) -> str:
    """Name what a browser keeps of an answer that is being typed: this person's, over this version of it alone."""
    return f"answer-{user.pk}-{concern.number}-{re.sub(r'[^0-9]', '', seen)}"


def words_for(answer) -> str:
    """Say what follows a decision: the writer again, who asked, or the next step."""
    answer.refresh_from_db()
    if answer.state == AnswerState.DRAFT:
        return _("Returned to the writer.")
    if answer.state == AnswerState.SENT:
        return _("Approved. The answer has been sent to who asked.")
    level = level_that_waits(answer)
    return _("Approved. Next: %(taker)s.") % {"taker": assignment_of(answer, level).bench or level.label}
