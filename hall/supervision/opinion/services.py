"""Verbs that change opinion items. Each is one transaction: the row locked, the reason asked, a line written."""

from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from hall.concerns.models import Concern
from hall.concerns.permissions import why_not_take
from hall.interaction.models import Comment, Mention
from hall.supervision.models import OpinionItem, OpinionLevel
from hall.supervision.opinion import letters
from hall.supervision.opinion.enums import ItemEventKind, ItemState, Origin
from hall.supervision.opinion.graph import GRAPH
from hall.supervision.opinion.heat import heat
from hall.supervision.opinion.keys import digest, title_key
from hall.supervision.opinion.lines import write_line
from hall.supervision.opinion.permissions import (
    why_not_at_desk,
    why_not_boost,
    why_not_picture_words,
    why_not_reason,
    why_not_respond,
    why_not_respond_with,
    why_not_see_opinion,
    why_not_words,
)
from hall.supervision.opinion.responses import public_response
from hall.supervision.opinion.terms import REASON_LIMIT, TITLE_LIMIT
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.private_files import clean_picture
from portal.core.queries import load_calendar
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def enter_item(
    *,
    by: User,
    title: str,
    now: datetime,
    text: str = "",
    link: str = "",
    picture: File | None = None,
    picture_words: str = "",
    said_at: datetime | None = None,
    said_times: int = 0,
    about: Concern | Comment | Mention | None = None,
) -> OpinionItem:
    """Enter what the hotline told, what a screenshot shows, or what was said in the hall (`about`). Raises `Refused`.

    The picture is drawn anew and kept privately, with words for who does not see it. Of what was said in the hall only
    the place is kept, once.
    """
    title, text = " ".join(tidy(title).split()), tidy(text).strip()
    picture_words = " ".join(tidy(picture_words).split())
    refuse_if(why_not_see_opinion(by))
    refuse_if(why_not_words(title, TITLE_LIMIT), text and why_not_words(text), why_not_point_to(about))
    refuse_if(picture and why_not_picture_words(picture_words))
    origin = Origin.SCREENSHOT if picture else Origin.HOTLINE
    item = OpinionItem(
        origin=Origin.OURS if about else origin,
        title=title,
        text="" if about else text,
        link=link,
        came_in_at=now,
        said_at=min(said_at or now, now),
        entered_by=by,
        link_key=digest(link),
        title_key=title_key(title),
        said_times=said_times,
        heat=heat(alike=0, said_times=said_times, boost=0),
    )
    if about:
        setattr(item, str(about._meta.model_name), about)
    if picture:
        item.picture, item.picture_words = clean_picture(picture), picture_words
    item.save()
    write_line(item, ItemEventKind.CAME_IN, now=now, person=by)
    return item


def why_not_point_to(about: Concern | Comment | Mention | None) -> str:
    """Say why no item can point to something: one does."""
    if about and OpinionItem.objects.filter(**{str(about._meta.model_name): about}).exists():
        return _("An opinion item points to this already.")
    return ""


@transaction.atomic
def weigh(
    *, item_id: int, by: User, level: OpinionLevel, now: datetime, assessment: str = "", boost: int = 0
) -> OpinionItem:
    """Set the level, say what it means, and start the clocks. Weighed again, they run from the first time.

    Raises `Refused`.
    """
    item = lock_row(OpinionItem, item_id)
    assessment = tidy(assessment).strip()
    refuse_if(why_not_at_desk(by, "weigh", item))
    refuse_if(assessment and why_not_words(assessment), why_not_boost(boost))
    item.weighed_at = item.weighed_at or now
    item.level, item.assessment, item.boost = level, assessment, boost
    item.heat = heat(alike=item.alike, said_times=item.said_times, boost=boost)
    item.first_due_at, item.conclude_due_at = clocks_of(level, item.weighed_at)
    if item.state == ItemState.NEW:
        item.state = ItemState.WEIGHED
    item.save()
    words = f"{level.name}\n{assessment}" if assessment else level.name
    write_line(item, ItemEventKind.WEIGHED, now=now, person=by, words=words)
    return item


def clocks_of(level: OpinionLevel, since: datetime) -> tuple[datetime, datetime]:
    """Return by when the first response and the conclusion of something of this level are due."""
    spans = (timedelta(hours=level.first_hours), timedelta(hours=level.conclude_hours))
    if not level.in_working_hours:
        return since + spans[0], since + spans[1]
    calendar = load_calendar()
    return calendar.add_working_time(since, spans[0]), calendar.add_working_time(since, spans[1])


@transaction.atomic
def assign_item(*, item_id: int, by: User, unit: UnitPage, now: datetime) -> OpinionItem:
    """Give a weighed item to a unit, or to another one, and tell its people. Raises `Refused`."""
    item = lock_row(OpinionItem, item_id)
    refuse_if(why_not_at_desk(by, "assign", item) or why_not_take(unit))
    refuse_if(item.unit_id == unit.pk and item.state == ItemState.ASSIGNED and _("This unit has it already."))
    step(item, "assign", unit=unit, assigned_at=now)
    write_line(item, ItemEventKind.ASSIGNED, now=now, person=by)
    letters.tell_unit(item, "assigned", now)
    return item


@transaction.atomic
def respond(*, item_id: int, by: User, link: str, now: datetime, words: str = "") -> OpinionItem:
    """Say where everybody reads the response: a public post or answer of ours. Raises `Refused`."""
    item = lock_row(OpinionItem, item_id)
    words = tidy(words).strip()
    refuse_if(why_not_respond(by, item))
    refuse_if(why_not_respond_with(link), words and why_not_words(words, REASON_LIMIT))
    address = public_response(link)
    step(item, "respond", response_link=address, responded_at=item.responded_at or now)
    write_line(
        item, ItemEventKind.RESPONDED, now=now, person=by, words="\n".join(filter(None, [address, words]))
    )
    letters.tell_desk(item, "responded", now)
    return item


@transaction.atomic
def return_response(*, item_id: int, by: User, reason: str, now: datetime) -> OpinionItem:
    """Say that a response does not answer what people say, and why. Raises `Refused`."""
    item, reason = lock_row(OpinionItem, item_id), tidy(reason).strip()
    refuse_if(why_not_at_desk(by, "return_response", item) or why_not_reason(reason))
    step(item, "return_response")
    write_line(item, ItemEventKind.RETURNED, now=now, person=by, words=reason)
    letters.tell_unit(item, "returned", now)
    return item


@transaction.atomic
def close_item(*, item_id: int, by: User, now: datetime, words: str = "") -> OpinionItem:
    """Conclude an item whose response can still be read. Raises `Refused`."""
    item, words = lock_row(OpinionItem, item_id), tidy(words).strip()
    refuse_if(why_not_at_desk(by, "close", item) or why_not_respond_with(item.response_link))
    refuse_if(words and why_not_words(words, REASON_LIMIT))
    step(item, "close", ended_at=now)
    write_line(item, ItemEventKind.CLOSED, now=now, person=by, words=words)
    return item


@transaction.atomic
def set_aside(*, item_id: int, by: User, reason: str, now: datetime) -> OpinionItem:
    """End an item that needs no response, with the reason. Raises `Refused`."""
    item, reason = lock_row(OpinionItem, item_id), tidy(reason).strip()
    refuse_if(why_not_at_desk(by, "set_aside", item) or why_not_reason(reason))
    step(item, "set_aside", ended_at=now)
    write_line(item, ItemEventKind.SET_ASIDE, now=now, person=by, words=reason)
    return item


@transaction.atomic
def take_up(*, item_id: int, by: User, reason: str, now: datetime) -> OpinionItem:
    """Open an ended item again: to be weighed, or with the clocks that it had. Raises `Refused`."""
    item, reason = lock_row(OpinionItem, item_id), tidy(reason).strip()
    refuse_if(why_not_at_desk(by, "take_up", item) or why_not_reason(reason))
    step(item, "take_up", ended_at=None)
    if item.weighed_at is None:
        item.state = ItemState.NEW
        item.save()
    write_line(item, ItemEventKind.TAKEN_UP, now=now, person=by, words=reason)
    return item


def step(item: OpinionItem, verb: str, **fields) -> None:
    """Move a locked item to where the verb leads."""
    if leads_to := GRAPH[verb].to:
        item.state = leads_to
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
