"""Who asked adds words to a concern."""

from datetime import datetime

from django.db import transaction

from hall.concerns.enums import ConcernEventKind, MessageKind, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, ConcernPicture, Message
from hall.concerns.permissions import why_not_add_message, why_not_words
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if

WAITING_FIELDS = ["asked_back_at", "unread_since"]


@transaction.atomic
def add_message(
    *,
    concern_id: int,
    user: User | None,
    text: str,
    now: datetime,
    token: str = "",
    pictures: str = "",
    holds_code: bool = False,
) -> Message:
    """Add what who asked wants to say, or answers to those who asked back. The same form sent twice adds one.

    `pictures` is the token under which those of the form were kept. Raises `Refused`.
    """
    concern = lock_row(Concern, concern_id)
    if token and (known := concern.messages.filter(token=token).first()):
        return known
    text = tidy(text).strip()
    refuse_if(why_not_add_message(user, concern, holds_code=holds_code) or why_not_words(text))
    message = keep_message(concern, text, now=now, author=user, token=token)
    if pictures:
        kept = ConcernPicture.objects.filter(token=pictures, concern=None)
        kept.update(concern=concern, message=message)
    facts = {"asked": concern.asked_back_at is not None}
    concern.asked_back_at, concern.unread_since = None, now
    concern.save(update_fields=WAITING_FIELDS)
    write_line(concern, ConcernEventKind.WRITTEN_TO, Voice.CITIZEN, now=now, facts=facts)
    return message


def keep_message(
    concern: Concern,
    text: str,
    *,
    now: datetime,
    kind: MessageKind = MessageKind.ADDED,
    author: User | None = None,
    token: str = "",
) -> Message:
    """Keep a message of who asked."""
    return Message.objects.create(
        concern=concern, kind=kind, voice=Voice.CITIZEN, author=author, text=text, token=token, written_at=now
    )
