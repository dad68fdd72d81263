"""Who asks, screens and answers in an interview, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase, QuestionState
from hall.campaigns.models import InterviewPage, InterviewQuestion
from hall.campaigns.permissions import why_not_organise, why_not_run
from hall.campaigns.taking_part import why_not_held
from portal.accounts.permissions import why_not_speak

QUESTIONS_EACH = 5


def why_not_take_questions(page: InterviewPage, now: datetime) -> str:
    """Say why nobody can ask any more, or yet."""
    if reason := why_not_held(page):
        return reason
    if page.phase(now) == Phase.CLOSED:
        return _("The interview is over; it takes no more questions.")
    return ""


def why_not_ask(user, page: InterviewPage, now: datetime) -> str:
    """Say why `user` cannot ask. Whoever is about to write reads the page under the lock of its entry."""
    if reason := why_not_take_questions(page, now) or why_not_speak(user):
        return reason
    if InterviewQuestion.objects.filter(event=page, asker=user).count() >= QUESTIONS_EACH:
        return _("Everybody can ask %(limit)d questions here; you have asked yours.") % {
            "limit": QUESTIONS_EACH
        }
    return ""


def why_not_answer(user, question: InterviewQuestion, now: datetime) -> str:
    """Say why `user` cannot put a guest's answer to this question on the page now. It is public at once."""
    if reason := why_not_organise(user, question.event) or why_not_held(question.event):
        return reason
    if question.event.phase(now) != Phase.OPEN:
        return _("Answers are given while the interview is open. Later ones become concerns.")
    if question.state == QuestionState.SET_ASIDE:
        return _("This question is set aside. Show it first.")
    if question.concern_address:
        return _("A concern was made of it; the answer is given there.")
    return ""


def why_not_make_concern(user, question: InterviewQuestion) -> str:
    """Say why `user` cannot make a concern of a question."""
    if reason := why_not_run(user, question.event):
        return reason
    if question.state == QuestionState.ANSWERED:
        return _("This question has an answer.")
    if question.concern_address:
        return _("A concern was made of it already.")
    return ""
