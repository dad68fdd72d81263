"""The way of a concern in words, as who asked reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hall.concerns.enums import INTERNAL_KINDS, ConcernEventKind
from hall.concerns.models import Concern, ConcernEvent, ConcernPicture, Message


@dataclass(frozen=True)
class Line:
    """Something that happened: a sentence, the words that belong to it, and whose they are."""

    at: datetime
    title: str
    words: str = ""
    unit: str = ""
    is_answer: bool = False
    pictures: Sequence[ConcernPicture] = ()


def story_of(concern: Concern) -> list[Line]:
    """Return what happened to a concern, oldest first, in five queries. What is internal to the house is left out."""
    said = concern.messages.prefetch_related("pictures")
    messages = {message.written_at: message for message in said}
    answers = {answer.sent_at: answer.text for answer in concern.answers.all() if answer.sent_at}
    events = concern.events.exclude(kind__in=INTERNAL_KINDS)
    return [line_of(event, messages, answers) for event in events if event.kind in TITLES]


def line_of(event: ConcernEvent, messages: dict[datetime, Message], answers: dict[datetime, str]) -> Line:
    title, is_answer = TITLES[event.kind](event), event.kind == ConcernEventKind.ANSWERED
    if is_answer:
        return Line(event.at, title, answers.get(event.at, ""), event.unit_name, is_answer)
    message = messages.get(event.at) if event.kind in WITH_MESSAGE else None
    if message is None:
        return Line(event.at, title, event.words, event.unit_name)
    return Line(event.at, title, message.text, event.unit_name, pictures=list(message.pictures.all()))


def received(event: ConcernEvent) -> str:
    if unit := event.facts.get("asked_unit"):
        return _(
            "Your question came in. %(unit)s takes none at present; the hall desk looks for the right unit."
        ) % {"unit": unit}
    return _("Your question came in.")


def assigned(event: ConcernEvent) -> str:
    return _("It is with %(unit)s.") % {"unit": event.unit_name}


def transferred(event: ConcernEvent) -> str:
    words = {"before": event.facts["from"], "unit": event.unit_name}
    if event.unit_name:
        return _("%(before)s passed it on to %(unit)s. The deadline stays.") % words
    return _("%(before)s gave it back to the hall desk. The deadline stays.") % words


def kind_set(event: ConcernEvent) -> str:
    return _("The hall desk found that this question is “%(kind)s”: the answer is due by %(day)s.") % {
        "kind": event.facts["to"],
        "day": day_of(event, "due_on"),
    }


def begun(event: ConcernEvent) -> str:
    return _("%(unit)s has begun to work on the answer.") % {"unit": event.unit_name}


def extended(event: ConcernEvent) -> str:
    return _("%(unit)s needs more time: the answer is due by %(day)s instead of %(before)s.") % {
        "unit": event.unit_name,
        "day": day_of(event, "due_on"),
        "before": day_of(event, "due_before"),
    }


def answered(event: ConcernEvent) -> str:
    return _("%(unit)s answered:") % {"unit": event.unit_name}


def asked_back(event: ConcernEvent) -> str:
    return _("%(who)s asks you:") % {"who": event.unit_name or _("Hall desk")}


def written_to(event: ConcernEvent) -> str:
    return _("You answered:") if event.facts.get("asked") else _("You added:")


def rated(event: ConcernEvent) -> str:
    return _("You rated the answer %(rating)s of 5.") % {"rating": event.facts["rating"]}


def reopened(event: ConcernEvent) -> str:
    return _("You said that it is not solved. It is looked at again; the answer is due by %(day)s.") % {
        "day": day_of(event, "due_on")
    }


def merged(event: ConcernEvent) -> str:
    return _("The same was asked before: it is answered together with %(number)s.") % {
        "number": event.facts["into"]
    }


def shown(event: ConcernEvent) -> str:
    return (
        _("Everybody can read the answer.")
        if event.facts.get("answer")
        else _("Everybody can read the question.")
    )


def day_of(event: ConcernEvent, name: str) -> str:
    return date_format(date.fromisoformat(event.facts[name]))


TITLES: dict[str, Callable[[ConcernEvent], str]] = {
    ConcernEventKind.RECEIVED: received,
    ConcernEventKind.ASSIGNED: assigned,
    ConcernEventKind.TRANSFERRED: transferred,
    ConcernEventKind.KIND_SET: kind_set,
    ConcernEventKind.BEGUN: begun,
    ConcernEventKind.EXTENDED: extended,
    ConcernEventKind.ANSWERED: answered,
    ConcernEventKind.ASKED_BACK: asked_back,
    ConcernEventKind.WRITTEN_TO: written_to,
    ConcernEventKind.SOLVED: lambda event: _("You said that it is solved."),
    ConcernEventKind.RATED: rated,
    ConcernEventKind.REOPENED: reopened,
    ConcernEventKind.MERGED: merged,
    ConcernEventKind.WITHDRAWN: lambda event: _("You withdrew it."),
    ConcernEventKind.NO_REPLY: lambda event: _("Nobody objected to the answer, so it was closed."),
    ConcernEventKind.SHOWN: shown,
    ConcernEventKind.HIDDEN: lambda event: _("It is not on the public list, for this reason:"),
}
WITH_MESSAGE = {
    ConcernEventKind.ASKED_BACK,
    ConcernEventKind.WRITTEN_TO,
    ConcernEventKind.REOPENED,
    ConcernEventKind.WITHDRAWN,
}
