"""What the hall keeps of somebody who asked, for the download and for leaving."""

from django.db.models import QuerySet

from hall.concerns.models import Concern, ConcernFollow, Message
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect(user: User) -> list[dict]:
    """Return everything that `user` asked, wrote and rated, and what was answered."""
    asked = Concern.objects.of_asker(user).for_rows().prefetch_related("messages", "answers")
    followed = ConcernFollow.objects.filter(user=user).select_related("concern")
    return [
        *map(concern_row, asked),
        *({"letters_about": concern.number} for concern in without_sign_in(user)),
        *({"followed": follow.concern.number} for follow in followed),
    ]


def without_sign_in(user: User) -> QuerySet[Concern]:
    """Return what was asked without signing in, by somebody who wanted letters to the address of `user`.

    It may be a slip of somebody else's: the words are for whoever holds the code.
    """
    return Concern.objects.filter(asker=None, email__iexact=user.email)


def concern_row(concern: Concern) -> dict:
    return {
        "number": concern.number,
        "state": concern.get_state_display(),
        "unit": concern.unit.title if concern.unit else "",
        "subject": concern.subject,
        "text": concern.text,
        "private": concern.is_private,
        "name": concern.asker_name,
        "email": concern.email,
        "received_at": concern.received_at.isoformat(),
        "due_on": concern.due_on.isoformat(),
        "rating": concern.rating,
        "messages": [message.text for message in concern.messages.all()],
        "answers": [answer.text for answer in concern.answers.all() if answer.sent_at],
    }


def forget(user: User) -> None:
    """Take the person out of their questions. These stay: a unit owes the answer, and its record is the city's."""
    Concern.objects.of_asker(user).update(asker=None, asker_name="", email="")
    without_sign_in(user).update(email="")
    Message.objects.filter(author=user).update(author=None)
    ConcernFollow.objects.filter(user=user).delete()


register_personal_data("concerns", collect=collect, forget=forget)
