"""What an interview knows about a person: for the download, for the day they leave, and for the end of its days."""

from hall.campaigns.enums import PUBLIC_QUESTIONS
from hall.campaigns.interview.services import forget_askers
from hall.campaigns.models import EventPage, InterviewPage, InterviewQuestion
from portal.accounts.models import User

FIELDS = ("campaigns.InterviewQuestion.asker",)


def collect(user: User) -> list[dict]:
    questions = (
        InterviewQuestion.objects.filter(asker=user).select_related("event").order_by("asked_at", "pk")
    )
    return [
        {
            "interview": question.event.title,
            "name": question.name,
            "text": question.text,
            "asked_at": question.asked_at.isoformat(),
            "state": question.get_state_display(),
            "answer": question.answer if question.state in PUBLIC_QUESTIONS else "",
            "concern": question.concern_address,
        }
        for question in questions
    ]


def forget(user: User) -> None:
    forget_askers(questions=InterviewQuestion.objects.filter(asker=user))


def remove(page: EventPage) -> None:
    if isinstance(page, InterviewPage):
        forget_askers(questions=InterviewQuestion.objects.filter(event=page))
