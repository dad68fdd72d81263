"""The brief of one day: what rose, what was answered, what is open and late. Private concerns are a number in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from hall.concerns.models import Concern
from hall.supervision.models import OpinionBrief, OpinionItem, OpinionSource
from hall.supervision.opinion import letters
from hall.supervision.opinion.enums import ItemState
from hall.supervision.opinion.gathering import clusters_shown
from hall.supervision.opinion.heard import DAY, rising
from hall.supervision.opinion.rising import RisingWord
from portal.core.queries import load_calendar
from portal.core.workdays import day_begins, local_day
from units.enums import Role

SHOWN = 30
SENT_AT = timedelta(hours=8)


@dataclass(frozen=True)
class Brief:
    """What is said of the 24 hours up to eight o'clock of a day, or up to now.

    Of what is open, those that were weighed are named; `new_count` others were not.
    """

    day: date
    since: datetime
    until: datetime
    words: list[RisingWord]
    clusters: list[list[OpinionItem]]
    came_in: int
    answered: list[OpinionItem]
    late: list[OpinionItem]
    open: list[OpinionItem]
    open_count: int
    new_count: int
    concerns: dict
    failing: list[OpinionSource]
    is_today: bool
    now: datetime


def brief_of(day: date, now: datetime) -> Brief:
    """Gather the brief of a day. Words and clusters are of today only; what is open, as it is now."""
    until = min(day_begins(day) + SENT_AT, now)
    since, is_today = until - DAY, day == local_day(now)
    items = OpinionItem.objects.for_rows()
    answered = items.filter(responded_at__gt=since, responded_at__lte=until)
    late = items.filter(
        Q(pk__in=OpinionItem.objects.late_response(now)) | Q(pk__in=OpinionItem.objects.late_conclusion(now))
    )
    waiting = OpinionItem.objects.open()
    new = Concern.objects.filter(received_at__gt=since, received_at__lte=until)
    return Brief(
        day=day,
        since=since,
        until=until,
        words=rising(now).words if is_today else [],
        clusters=clusters_shown(now) if is_today else [],
        came_in=OpinionItem.objects.filter(came_in_at__gt=since, came_in_at__lte=until).count(),
        answered=list(answered.order_by("responded_at", "pk")[:SHOWN]),
        late=list(late.order_by("first_due_at", "pk")[:SHOWN]),
        open=list(items.filter(pk__in=waiting).exclude(state=ItemState.NEW).order_by("-heat", "-pk")[:SHOWN]),
        open_count=waiting.count(),
        new_count=waiting.filter(state=ItemState.NEW).count(),
        concerns=new.aggregate(total=Count("pk"), private=Count("pk", filter=Q(is_private=True))),
        failing=list(OpinionSource.objects.failing()[:SHOWN]),
        is_today=is_today,
        now=now,
    )


@transaction.atomic
def send_brief(*, now: datetime) -> int:
    """Send the brief of a working day once, from eight o'clock on. Returns how many letters were written.

    A day that the machine was off until evening gets its brief late; one that is over gets none.
    """
    today = local_day(now)
    if now < day_begins(today) + SENT_AT or not load_calendar().is_working_day(today):
        return 0
    _brief, is_new = OpinionBrief.objects.get_or_create(day=today, defaults={"sent_at": now})
    if not is_new:
        return 0
    brief = brief_of(today, now)
    people = letters.people_of_hall(Role.HALL_DESK, Role.CITY_OFFICE)
    url = letters.at_home(f"{reverse('opinion_brief')}?day={today.isoformat()}")
    return letters.tell(people, "brief", {"brief": brief, "url": url}, now)
