"""Writes the history of opinion items: the one way a line is made."""

from datetime import datetime

from hall.supervision.models import OpinionEvent, OpinionItem
from hall.supervision.opinion.enums import ItemEventKind
from portal.accounts.models import User


def line(
    item: OpinionItem, kind: ItemEventKind, *, now: datetime, person: User | None = None, words: str = ""
) -> OpinionEvent:
    """Return a line about what has just happened to an item, not kept yet. Without a person a source did it."""
    return OpinionEvent(
        item=item,
        kind=kind,
        person=person,
        person_name=str(person or ""),
        unit_name=item.unit.title if item.unit else "",
        words=words,
        at=now,
    )


def write_line(
    item: OpinionItem, kind: ItemEventKind, *, now: datetime, person: User | None = None, words: str = ""
) -> None:
    """Add a line to the history of an item."""
    line(item, kind, now=now, person=person, words=words).save()
