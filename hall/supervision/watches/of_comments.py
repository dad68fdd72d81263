"""Comments that nobody has looked at."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy, ngettext

from hall.interaction.models import Comment
from hall.interaction.moderating.queries import age_limit, late_since
from hall.review.clocks import due_at
from hall.supervision.enums import Measure
from hall.supervision.watches.registry import Found, register_watch
from portal.core.workdays import Calendar

CHUNK = 500


def say(facts: dict) -> str:
    words = ngettext(
        "%(count)d comment has waited longer than %(hours)d working hours; it came on %(moment)s.",
        "%(count)d comments have waited longer than %(hours)d working hours; the oldest came on %(moment)s.",
        facts["count"],
    )
    moment = date_format(localtime(datetime.fromisoformat(facts["oldest"])), "SHORT_DATETIME_FORMAT")
    return words % {"count": facts["count"], "hours": facts["hours"], "moment": moment}


@register_watch(
    "unmoderated_comments",
    label=gettext_lazy("Comments that nobody has looked at"),
    definition=gettext_lazy(
        "In the queue of a unit or of the hall desk, comments wait longer than the age limit of the moderation "
        "settings. All of one queue are one matter; time counts from the moment at which the oldest became late."
    ),
    say=say,
    measure=Measure.WORKING_DAYS,
    tell_after=1,
    order_after=3,
    order_days=2,
)
def unmoderated_comments(now: datetime, calendar: Calendar) -> Iterator[Found]:
    limit = age_limit()
    waiting = Comment.objects.held().with_waiting_since().with_queue()
    late = waiting.filter(waiting_since__lte=late_since(now, calendar)).order_by().values("queue_unit")
    for row in late.annotate(count=Count("pk"), oldest=Min("waiting_since")).iterator(chunk_size=CHUNK):
        unit_id = row["queue_unit"]
        yield Found(
            subject=f"queue of {unit_id or 'desk'}",
            unit_id=unit_id,
            since=due_at(row["oldest"], limit, calendar) or now,
            facts={
                "count": row["count"],
                "hours": limit // timedelta(hours=1),
                "oldest": row["oldest"].isoformat(),
                "link": reverse("comments"),
            },
        )
