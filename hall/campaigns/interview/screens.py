"""An interview as its host runs it: questions are screened, put in order and answered."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from hall.campaigns.enums import Phase, QuestionState
from hall.campaigns.interview.forms import AnswerForm
from hall.campaigns.interview.permissions import why_not_answer, why_not_make_concern
from hall.campaigns.interview.queries import questions_in
from hall.campaigns.interview.services import (
    answer_question,
    make_concern,
    make_concerns,
    move_question,
    set_question_aside,
    show_question,
)
from hall.campaigns.models import InterviewPage, InterviewQuestion
from hall.campaigns.viewsets.screens import EventDesk
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number

PAGE_SIZE = 30


class InterviewView(EventDesk):
    """One state at a time, `?state=`; what waits for the host first."""

    model = InterviewPage
    template_name = "campaigns/organising/interview.html"
    page_title = gettext_lazy("Interview")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("state", "")
        self.state = QuestionState(asked) if asked in QuestionState.values else QuestionState.WAITING

    def get(self, request, page_id):
        return self.ask()

    def ask(self, refused_form: AnswerForm | None = None, refused_for: InterviewQuestion | None = None):
        """Show the questions; a form that was refused stands in its place with what was typed."""
        page = Paginator(questions_in(self.event, self.state), PAGE_SIZE).get_page(self.request.GET.get("p"))
        guests = list(self.event.guests.all())
        for question in page:
            question.event = self.event
            question.form = AnswerForm(question=question, guests=guests)
            if refused_for == question:
                question.form = refused_form
            question.why_not_answer = why_not_answer(self.request.user, question, self.now)
            question.may_make_concern = not why_not_make_concern(self.request.user, question)
        shown = self.event.questions.filter(state=QuestionState.SHOWN, concern_address="")
        return self.show(
            state=self.state,
            states=self.tabs(QuestionState, self.event.questions),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            unanswered=shown.count() if self.event.phase(self.now) == Phase.CLOSED else 0,
        )

    def named_question(self) -> InterviewQuestion:
        number = whole_number(self.request.POST.get("question", ""))
        question = self.event.questions.filter(pk=number).first() if number else None
        if question is None:
            raise Refused([_("This question is not here any more.")])
        question.event = self.event
        return question

    def show_one(self):
        show_question(question_id=self.named_question().pk, by=self.request.user)
        messages.success(self.request, _("Readers see the question now."))

    def set_aside(self):
        set_question_aside(question_id=self.named_question().pk, by=self.request.user)
        messages.success(self.request, _("The question is set aside; readers do not see it."))

    def move(self):
        is_up = self.request.POST["action"] == "up"
        move_question(question_id=self.named_question().pk, by=self.request.user, is_up=is_up)

    def answer(self):
        question = self.named_question()
        form = AnswerForm(self.request.POST, question=question, guests=self.event.guests.all())
        if form.is_valid():
            typed = form.cleaned_data
            try:
                answer_question(
                    question_id=question.pk,
                    by=self.request.user,
                    text=typed["text"],
                    guest_id=typed["guest"],
                    seen=typed["seen"],
                    now=self.now,
                )
            except Refused as refused:
                form.add_error("text", refused.reasons)
        if form.errors:
            self.state = QuestionState(question.state)
            return self.ask(form, question)
        messages.success(self.request, _("The answer stands on the page now."))
        return None

    def concern(self):
        make_concern(question_id=self.named_question().pk, by=self.request.user, now=self.now)
        messages.success(self.request, _("The question is a concern now; it has a number and a deadline."))

    def concerns(self):
        made = make_concerns(page_id=self.event.pk, by=self.request.user, now=self.now)
        said = ngettext("%(count)d concern was made.", "%(count)d concerns were made.", made)
        messages.success(self.request, said % {"count": made})

    acts = {
        "show": show_one,
        "set_aside": set_aside,
        "up": move,
        "down": move,
        "answer": answer,
        "concern": concern,
        "concerns": concerns,
    }
