"""Writes the history of concerns: the one way a line is made."""

from datetime import datetime

from hall.concerns.enums import ConcernEventKind, Voice
from hall.concerns.models import Concern, ConcernEvent
from hall.concerns.signals import concern_recorded
from portal.accounts.models import User


def write_line(
    concern: Concern,
    kind: ConcernEventKind,
    voice: Voice,
    *,
    now: datetime,
    person: User | None = None,
    words: str = "",
    facts: dict | None = None,
) -> ConcernEvent:
    """Add a line about what has just happened to a concern, and announce it.

    `person` is somebody of the hall or of a unit: the name of who asked is written into no line.
    """
    event = ConcernEvent.objects.create(
        concern=concern,
        kind=kind,
        voice=voice,
        unit=concern.unit,
        unit_name=concern.unit.title if concern.unit else "",
        person=person,
        person_name=str(person or ""),
        words=words,
        facts=facts or {},
        at=now,
    )
    concern_recorded.send(ConcernEvent, event=event)
    return event
