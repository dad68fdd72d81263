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
from portal.accounts.names import shown_name

OF_THE_WRITER = ["interaction.comment.write", "interaction.comment.withdraw"]


@dataclass(frozen=True)
class Line:
    """One line: when, who, what, and the facts of it."""

    at: datetime
    who: str
    what: str
    facts: str


def lines_of(comment: Comment) -> list[Line]:
    """Return the history of one comment, oldest first."""
    lines = ModelLogEntry.objects.for_instance(comment).select_related("user").order_by("timestamp", "pk")
    return [in_words(line) for line in lines]


def all_lines():
    """Return the lines of all comments, blocks, trusted persons and settings."""
    models = [Comment, SpeakerBlock, TrustedSpeaker, CommentSettings]
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
    lines = ModelLogEntry.objects.filter(content_type__in=kinds, action__startswith="interaction.")
    return lines.select_related("user", "content_type")


def in_words(line: ModelLogEntry) -> Line:
    return Line(line.timestamp, who_of(line), str(line.message), facts_of(line.data))


def who_of(line: ModelLogEntry) -> str:
    """Say who did something: colleagues by their names, and whoever wrote in their own name as readers call them."""
    if line.user and line.action in OF_THE_WRITER and not line.data.get("unit"):
        return shown_name(line.user)
    return str(line.user or "")


def facts_of(data: dict) -> str:
    """Say what is kept beside a line. A person is a number here: names go when their owner goes."""
    facts = [data.get("reason"), data.get("address"), data.get("word")]
    if data.get("held") in HeldBecause.values:
        facts.append(str(HeldBecause(data["held"]).label))
    if data.get("unit"):
        facts.append(_("unit %(code)s") % {"code": data["unit"]})
    if data.get("person"):
        facts.append(_("person %(number)s") % {"number": data["person"]})
    if until := parse_datetime(data.get("until") or ""):
        facts.append(_("until %(moment)s") % {"moment": date_format(localtime(until), "DATETIME_FORMAT")})
    return _("; ").join(str(fact) for fact in facts if fact)
