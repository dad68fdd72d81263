"""Hot opinions that nobody has responded to in time."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.supervision.enums import Measure
from hall.supervision.models import OpinionItem
from hall.supervision.watches.registry import Found, register_watch
from portal.core.workdays import Calendar

CHUNK = 500


def say(facts: dict) -> str:
    words = (
        _("Opinion item %(number)d (%(level)s) was to get its first response by %(due)s and has none.")
        if facts["with_unit"]
        else _("Opinion item %(number)d (%(level)s) was due by %(due)s and no unit has it yet.")
    )
    due = date_format(localtime(datetime.fromisoformat(facts["due_at"])), "SHORT_DATETIME_FORMAT")
    return words % {"number": facts["number"], "level": facts["level"], "due": due}


@register_watch(
    "unanswered_opinion",
    label=gettext_lazy("Hot opinion without a response"),
    definition=gettext_lazy(
        "An opinion item of a hot level has no response past its first clock. Time counts from then, or from the "
        "moment at which the unit got it if that was later."
    ),
    say=say,
    measure=Measure.WORKING_HOURS,
    tell_after=0,
    order_after=7,
    order_days=1,
    tells_desk=True,
)
def unanswered_opinions(now: datetime, calendar: Calendar) -> Iterator[Found]:
    late = OpinionItem.objects.unanswered_hot(now).select_related("level").order_by()
    for item in late.iterator(chunk_size=CHUNK):
        yield Found(
            subject=f"opinion {item.pk}, with {item.unit_id or 'desk'}",
            unit_id=item.unit_id,
            since=max(item.first_due_at, item.assigned_at or item.first_due_at),
            facts={
                "number": item.pk,
                "level": item.level.name,
                "due_at": item.first_due_at.isoformat(),
                "with_unit": item.unit_id is not None,
                "link": reverse("opinion_item", args=[item.pk]),
            },
        )
