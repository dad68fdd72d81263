"""What the hall keeps of somebody who answered surveys, for the download, for leaving and for the end of its time."""

from hall.campaigns.models import EventPage, SurveyAnswer
from hall.campaigns.survey.reading import read_answer
from hall.campaigns.survey.services import remove_people, take_out
from portal.accounts.models import User

FIELDS = ("campaigns.SurveyAnswer.person",)


def collect(user: User) -> list[dict]:
    """Return what `user` answered, in the words of the questions. What a device sent is nobody's."""
    answers = SurveyAnswer.objects.filter(person=user).select_related("page").prefetch_related("values")
    return [
        {
            "survey": answer.page.title,
            "sent_at": answer.sent_at.isoformat(),
            "answers": [
                {"question": heading, "answer": cell}
                for heading, cell in read_answer(answer.page.asked, answer.values.all())
                if cell
            ],
        }
        for answer in answers
    ]


def forget(user: User) -> None:
    """Take the person and their own words out. What was chosen stays: it was counted, and says no more whose it was."""
    take_out(SurveyAnswer.objects.filter(person=user))


def remove(page: EventPage) -> None:
    remove_people(page=page)
