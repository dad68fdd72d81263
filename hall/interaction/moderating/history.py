"""What has been done with comments and with those who write them: lines of Wagtail's log, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from hall.interaction.enums import HeldBecause
from hall.interaction.models import Comment, CommentSettings, SpeakerBlock, TrustedSpeaker
from portal.accounts.models import User
from portal.accounts.names import shown_name
from units.models import UnitPage

OF_THE_WRITER = ["interaction.comment.write", "interaction.comment.withdraw"]


@dataclass(frozen=True)
class Line:
    """One line: when, who, what, the facts of it, and what it is about."""

    at: datetime
    who: str
    what: str
    facts: str
    thing: str


def lines_of(comment: Comment) -> list[Line]:
    """Return the history of one comment, oldest first."""
    lines = ModelLogEntry.objects.for_instance(comment).select_related("user").order_by("timestamp", "pk")
    return in_words(list(lines))


def all_lines():
    """Return the lines of all comments, blocks, trusted persons and settings."""
    models = [Comment, SpeakerBlock, TrustedSpeaker, CommentSettings]
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
    lines = ModelLogEntry.objects.filter(content_type__in=kinds, action__startswith="interaction.")
    return lines.select_related("user", "content_type")


def in_words(lines: list[ModelLogEntry]) -> list[Line]:
    """Say what lines say, in two queries for all of them."""
    people = User.objects.in_bulk({line.data["person"] for line in lines if line.data.get("person")})
    codes = {line.data["unit"] for line in lines if line.data.get("unit")}
    units = dict(UnitPage.objects.filter(code__in=codes).values_list("code", "title"))
    return [
        Line(
            line.timestamp,
            who_of(line),
            str(line.message),
            facts_of(line.data, units),
            thing_of(line, people),
        )
        for line in lines
    ]


def thing_of(line: ModelLogEntry, people: dict[int, User]) -> str:
    """Say what a line is about. A person is kept as a number, and named as they are called today."""
    number = line.data.get("person")
    if not number:
        return line.label
    person = people.get(number)
    return person.nickname if person and person.nickname else _("person %(number)s") % {"number": number}


def who_of(line: ModelLogEntry) -> str:
    """Say who did something: colleagues by their names, and whoever wrote in their own name as readers call them."""
    if line.user and line.action in OF_THE_WRITER and not line.data.get("unit"):
        return shown_name(line.user)
    return str(line.user or "")


def facts_of(data: dict, units: dict[str, str]) -> str:
    """Say what is kept beside a line. Takes the names of units by their codes."""
    facts = [data.get("reason"), data.get("address"), data.get("word")]
    if data.get("held") in HeldBecause.values:
        facts.append(str(HeldBecause(data["held"]).label))
    if data.get("unit"):
        facts.append(units.get(data["unit"], data["unit"]))
    if until := parse_datetime(data.get("until") or ""):
        facts.append(_("until %(moment)s") % {"moment": date_format(localtime(until), "DATETIME_FORMAT")})
    return _("; ").join(str(fact) for fact in facts if fact)
