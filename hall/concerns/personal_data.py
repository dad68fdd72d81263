"""What the hall keeps of somebody who asked, for the download and for leaving."""

from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.base import File
from django.db.models import Q, QuerySet

from hall.concerns.enums import Voice
from hall.concerns.models import Concern, ConcernFollow, ConcernPicture, Message
from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data


def collect(user: User) -> list[dict]:
    """Return everything that `user` asked, wrote and rated, and what was answered."""
    asked = Concern.objects.of_asker(user).for_rows()
    related = asked.prefetch_related("messages__unit", "messages__pictures", "answers", "pictures")
    followed = ConcernFollow.objects.filter(user=user).select_related("concern")
    others = Message.objects.of_asker().filter(author=user).exclude(concern__asker=user)
    elsewhere = others.select_related("concern", "unit").prefetch_related("pictures")
    return [
        *map(concern_row, related),
        *({"letters_about": concern.number} for concern in without_sign_in(user)),
        *({"followed": follow.concern.number, "since": follow.since} for follow in followed),
        *({"number": one.concern.number, **message_row(one)} for one in elsewhere),
    ]


def files(user: User) -> Iterator[tuple[str, File]]:
    """Return the pictures of all that `user` asked and added, under the names that stand in the rows."""
    pictures = ConcernPicture.objects.filter(
        Q(concern__asker=user) | Q(message__author=user, message__voice=Voice.CITIZEN)
    )
    for picture in pictures.order_by("pk"):
        yield name_of(picture), picture.file


def name_of(picture: ConcernPicture) -> str:
    return f"pictures/{picture.pk}{PurePath(picture.file.name).suffix}"


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
        "rated_at": concern.rated_at.isoformat() if concern.rated_at else "",
        "pictures": [name_of(picture) for picture in concern.pictures.all() if not picture.message_id],
        "messages": [message_row(message) for message in concern.messages.all()],
        "answers": [
            {"text": answer.text, "sent_at": answer.sent_at.isoformat()}
            for answer in concern.answers.all()
            if answer.sent_at
        ],
    }


def message_row(message: Message) -> dict:
    """Return a message of either side; who of the unit wrote it is not the asker's to know."""
    return {
        "by": message.unit.title if message.unit else message.get_voice_display(),
        "text": message.text,
        "written_at": message.written_at.isoformat(),
        "pictures": [name_of(picture) for picture in message.pictures.all()],
    }


def forget(user: User) -> None:
    """Take the person out of their questions. These stay: a unit owes the answer, and its record is the city's."""
    Concern.objects.of_asker(user).update(asker=None, asker_name="", email="")
    without_sign_in(user).update(email="", asker_name="")
    Message.objects.filter(author=user).update(author=None)
    ConcernFollow.objects.filter(user=user).delete()


register_personal_data(
    "concerns",
    collect=collect,
    forget=forget,
    files=files,
    fields=(
        "concerns.Concern.asker",
        "concerns.Concern.email",
        "concerns.ConcernFollow.user",
        "concerns.Message.author",
    ),
)
