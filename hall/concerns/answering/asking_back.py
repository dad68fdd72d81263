"""Those who answer ask who asked: which street, which day. The deadline runs on meanwhile, as everybody was told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.concerns.answering.permissions import why_not_speak_for
from hall.concerns.enums import ConcernEventKind, MessageKind, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, Message
from hall.concerns.permissions import why_not_step, why_not_words
from hall.concerns.services.talking import WAITING_FIELDS
from hall.concerns.terms import ASK_BACK_LIMIT, MOST_ASKED_BACK
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.permissions import is_hall_desk


@transaction.atomic
def ask_back(*, concern_id: int, user: User, text: str, now: datetime) -> Message:
    """Put a short question to who asked. The same one twice is asked once. Raises `Refused`."""
    concern = lock_row(Concern, concern_id)
    text = tidy(text).strip()
    last = concern.messages.last()
    if concern.asked_back_at and last and (last.author_id, last.text) == (user.pk, text):
        return last
    refuse_if(why_not_ask_back(user, concern) or why_not_words(text, ASK_BACK_LIMIT))
    voice = voice_of(user, concern)
    message = Message.objects.create(
        concern=concern,
        kind=MessageKind.ASKED_BACK,
        voice=voice,
        unit=concern.unit,
        author=user,
        text=text,
        written_at=now,
    )
    # To ask about what was written is to have read it.
    concern.asked_back_at, concern.unread_since = now, None
    concern.save(update_fields=WAITING_FIELDS)
    write_line(concern, ConcernEventKind.ASKED_BACK, voice, now=now, person=user)
    return message


@transaction.atomic
def mark_read(*, concern_id: int, user: User, seen: str, now: datetime) -> Concern:
    """Say that what who asked has written needs nothing more. `seen` is the moment of the last that was read.

    Raises `Refused` when something came in since; when nothing is unread any more, nothing happens.
    """
    concern = lock_row(Concern, concern_id)
    refuse_if(why_not_hold(user, concern))
    if concern.unread_since is None:
        return concern
    refuse_if(why_not_read(concern, seen))
    concern.unread_since = None
    concern.save(update_fields=["unread_since"])
    write_line(concern, ConcernEventKind.READ, voice_of(user, concern), now=now, person=user)
    return concern


def why_not_hold(user, concern: Concern) -> str:
    """Say why `user` does not speak with who asked: the unit that has it does, or the desk before that."""
    if concern.unit:
        return why_not_speak_for(user, concern.unit)
    return "" if is_hall_desk(user) else _("No unit has this concern yet. The hall desk gives it to one.")


def why_not_ask_back(user, concern: Concern) -> str:
    if reason := why_not_hold(user, concern) or why_not_step("ask_back", concern):
        return reason
    if concern.asked_back_at and has_asked_last(concern):
        return _("Who asked has not answered your last question yet.")
    if concern.messages.asked_back().count() >= MOST_ASKED_BACK:
        return ngettext(
            "Who asked was asked back %(count)d time already. Please answer with what is known.",
            "Who asked was asked back %(count)d times already. Please answer with what is known.",
            MOST_ASKED_BACK,
        ) % {"count": MOST_ASKED_BACK}
    return ""


def has_asked_last(concern: Concern) -> bool:
    """Tell whether the last question is of those who hold the concern now, and not of who passed it on."""
    last = concern.messages.asked_back().last()
    return last is not None and last.unit_id == concern.unit_id


def why_not_read(concern: Concern, seen: str) -> str:
    if concern.unread_since and concern.unread_since.isoformat() == seen:
        return ""
    return _("Who asked has written again in the meantime. Please read that too.")


def voice_of(user, concern: Concern) -> Voice:
    return Voice.DESK if concern.unit is None or is_hall_desk(user) else Voice.UNIT
