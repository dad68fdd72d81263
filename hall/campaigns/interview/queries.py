"""What the page of an interview, its transcript and its host read."""

from dataclasses import dataclass, field

from hall.campaigns.enums import PUBLIC_QUESTIONS, QuestionState
from hall.campaigns.models import InterviewPage, InterviewQuestion
from hall.timelines import accounts_mentioned, html_of

OWN_SHOWN = 20


@dataclass(frozen=True)
class Talk:
    """What readers see of an interview."""

    answered: list[InterviewQuestion] = field(default_factory=list)
    waiting: list[InterviewQuestion] = field(default_factory=list)


def talk_of(page: InterviewPage) -> Talk:
    """Return the public questions: the answered in the order of the answers, the others in the host's order."""
    questions = InterviewQuestion.objects.filter(event=page.pk, state__in=PUBLIC_QUESTIONS)
    rows = list(questions.order_by("position", "pk"))
    accounts = accounts_mentioned([text for row in rows for text in (row.text, row.answer)])
    for row in rows:
        row.text_html = html_of(row.text, accounts, None)
        row.answer_html = html_of(row.answer, accounts, None)
    answered = [row for row in rows if row.state == QuestionState.ANSWERED]
    return Talk(
        answered=sorted(answered, key=lambda row: (row.answered_at, row.pk)),
        waiting=[row for row in rows if row.state == QuestionState.SHOWN],
    )


def own_questions(page: InterviewPage, user) -> list[InterviewQuestion]:
    """Return what somebody asked here, newest first."""
    return list(page.questions.filter(asker=user).order_by("-asked_at", "-pk")[:OWN_SHOWN])


def questions_in(page: InterviewPage, state: QuestionState):
    """Return the questions in one state as the host works on them."""
    order = {
        QuestionState.WAITING: ["asked_at", "pk"],
        QuestionState.SHOWN: ["position", "pk"],
        QuestionState.ANSWERED: ["-answered_at", "-pk"],
        QuestionState.SET_ASIDE: ["-asked_at", "-pk"],
    }
    return page.questions.filter(state=state).order_by(*order[state])
