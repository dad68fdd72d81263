"""What people said that is not for everybody: under pages of a unit, and in questions put to it."""

from dataclasses import dataclass, field
from datetime import timedelta

from hall.concerns.enums import AnswerState, ConcernEventKind, ConcernState, MessageKind, Voice
from hall.concerns.models import ConcernEvent, ConcernPicture, ReplyTemplate
from hall.interaction.enums import CommentState
from portal.core.private_files import private_storage
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    CommentFactory,
    ConcernFactory,
    ImageFactory,
    MessageFactory,
)

CODE = "01234-56789-ABCDE-FGHJK-MNPQRS"


@dataclass
class PrivateWords:
    """Things that are not public, each with the same words in it, and the citizen who said them."""

    citizen: object
    comments: dict = field(default_factory=dict)
    concerns: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    template: object = None


def say_in_private(unit, post, words: str) -> PrivateWords:
    """Put `words` into everything about `unit` that only some people may read."""
    citizen = CitizenFactory(email=f"writer{unit.pk}@mail.example")
    said = PrivateWords(citizen)
    said.comments = comment(unit, post, citizen, words)
    said.concerns = ask(unit, citizen, words)
    said.template = ReplyTemplate.objects.create(unit=unit, title=f"{words}模板", text=f"{words}常用语")
    for concern in said.concerns.values():
        draft = concern.state == ConcernState.ANSWERING
        said.answers.append(
            AnswerFactory(
                concern=concern,
                text=f"{words}答复",
                state=AnswerState.DRAFT if draft else AnswerState.SENT,
            )
        )
        said.messages.append(
            MessageFactory(concern=concern, text=f"{words}补充", kind=MessageKind.ADDED, author=citizen)
        )
        asked = {"kind": MessageKind.ASKED_BACK, "voice": Voice.UNIT, "unit": unit}
        said.messages.append(MessageFactory(concern=concern, text=f"{words}反问", **asked))
        said.pictures += [take_picture(concern, words), take_picture(concern, words, said.messages[-2])]
        ConcernEvent.objects.create(
            concern=concern,
            kind=ConcernEventKind.TRANSFERRED,
            voice=Voice.UNIT,
            unit=unit,
            unit_name=unit.title,
            words=f"{words}转办原因",
            facts={"from": f"{words}科"},
            at=concern.received_at,
        )
    return said


def comment(unit, post, citizen, words: str) -> dict:
    """Make a comment in every state, each with the words where readers must not find them."""
    hidden = CommentFactory(
        page=post,
        author=citizen,
        state=CommentState.HIDDEN,
        text=f"{words}隐藏的评论",
        hidden_reason=f"{words}隐藏的原因",
    )
    return {
        "hidden": hidden,
        "below a hidden one": CommentFactory(parent=hidden, text=f"{words}隐藏评论下的话"),
        "held": CommentFactory(page=post, author=citizen, state=CommentState.HELD, text=f"{words}待审的评论"),
        "taken back": CommentFactory(page=post, state=CommentState.WITHDRAWN, text=f"{words}撤回的评论"),
        "official, held": CommentFactory(
            page=post, unit=unit, state=CommentState.HELD, text=f"{words}待审的回复"
        ),
        "changed": CommentFactory(page=post, text="路灯坏了", original_text=f"{words}原话"),
    }


def ask(unit, citizen, words: str) -> dict:
    """Make a private question, and public ones of which not all is public."""
    asked = {
        "unit": unit,
        "asker": citizen,
        "asker_name": f"{words}某",
        "email": "writer@mail.example",
        "subject": f"{words}标题",
        "text": f"{words}正文",
    }
    masked = {"public_subject": "路灯坏了", "public_text": "路灯坏了三天"}
    return {
        "private": ConcernFactory(**asked, code=CODE, state=ConcernState.ANSWERED),
        "not looked at": ConcernFactory(**asked, is_private=False),
        "hidden": hidden_one(asked, words),
        "masked": ConcernFactory(**asked, is_shown=True, state=ConcernState.ANSWERING, **masked),
        "masked answer": ConcernFactory(**asked, is_answer_shown=True, state=ConcernState.ANSWERED, **masked),
    }


def hidden_one(asked: dict, words: str):
    concern = ConcernFactory(**asked, is_shown=True, state=ConcernState.ANSWERED)
    concern.hidden_at = concern.received_at + timedelta(hours=1)
    concern.hidden_reason = f"{words}隐藏"
    concern.save()
    return concern


def take_picture(concern, words: str, message=None) -> ConcernPicture:
    name = private_storage.save(f"concerns/{words}.jpg", ImageFactory().file)
    return ConcernPicture.objects.create(
        concern=concern,
        message=message,
        token=f"{message.pk} {concern.token}" if message else concern.token,
        file=name,
        position=1,
        kept_at=concern.received_at,
    )
