"""Who asks, screens and answers in an interview, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase, QuestionState
from hall.campaigns.models import EventEntry, InterviewPage, InterviewQuestion
from hall.campaigns.permissions import why_not_organise
from portal.accounts.permissions import why_not_speak

QUESTIONS_EACH = 5


def why_not_take_questions(entry: EventEntry | None, now: datetime) -> str:
    """Say why nobody can ask any more, or yet."""
    if entry is None:
        return _("This page is not public.")
    if entry.called_off:
        return _("It was called off.")
    if entry.phase(now) == Phase.CLOSED:
        return _("The interview is over; it takes no more questions.")
    return ""


def why_not_ask(user, page: InterviewPage, entry: EventEntry | None, now: datetime) -> str:
    """Say why `user` cannot ask; `entry` is that of the page, locked by whoever is about to write."""
    if reason := why_not_take_questions(entry, now) or why_not_speak(user):
        return reason
    if InterviewQuestion.objects.filter(event=page, asker=user).count() >= QUESTIONS_EACH:
        return _("Everybody can ask %(limit)d questions here; you have asked yours.") % {
            "limit": QUESTIONS_EACH
        }
    return ""


def why_not_host(user, page: InterviewPage) -> str:
    """Say why `user` may not screen the questions of an interview."""
    if reason := why_not_organise(user, page):
        return reason
    return "" if page.live and hasattr(page, "entry") else _("This page is not public.")


def why_not_answer(user, question: InterviewQuestion, now: datetime) -> str:
    """Say why `user` cannot put a guest's answer to this question on the page now. It is public at once."""
    if reason := why_not_host(user, question.event):
        return reason
    if question.event.entry.called_off:
        return _("It was called off.")
    if question.event.phase(now) != Phase.OPEN:
        return _("Answers are given while the interview is open. Later ones become concerns.")
    if question.state == QuestionState.SET_ASIDE:
        return _("This question is set aside. Show it first.")
    if question.concern_address:
        return _("A concern was made of it; the answer is given there.")
    return ""


def why_not_make_concern(user, question: InterviewQuestion) -> str:
    """Say why `user` cannot make a concern of a question."""
    if reason := why_not_host(user, question.event):
        return reason
    if question.state == QuestionState.ANSWERED:
        return _("This question has an answer.")
    if question.concern_address:
        return _("A concern was made of it already.")
    return ""
