"""Letters by the clock: to moderators each working morning what waits, to the desk once each what waits too long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from hall.interaction.models import Comment, LateComment, QueueDigest
from hall.interaction.moderating import notifications
from hall.interaction.moderating.clocks import due_of
from hall.interaction.moderating.owners import moderators_of, owners_of
from hall.interaction.moderating.queries import age_limit, late_since
from hall.review.clocks import Due
from portal.core.queries import load_calendar
from portal.core.workdays import ZONE, Calendar, local_day
from units.models import UnitPage

MORNING = time(9)
AT_ONCE = 200
NEW = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """What waits in one queue this morning, as its moderators read it."""

    unit: UnitPage | None
    owner: str
    count: int
    new: int
    late: int
    oldest: Due | None


@transaction.atomic
def write_morning_letters(now: datetime) -> None:
    """Write to everybody in whose queue something waits: one letter a person, once a working day from nine on."""
    calendar, day = load_calendar(), local_day(now)
    if not calendar.is_working_day(day) or now < datetime.combine(day, MORNING, ZONE):
        return
    digest, is_new = QueueDigest.objects.get_or_create(day=day, defaults={"written_at": now})
    if not is_new:
        return
    queues = queues_this_morning(now, calendar)
    letters = defaultdict(list)
    for unit_id, people in moderators_of(queues).items():
        for person in people:
            letters[person].append(queues[unit_id])
    for person, lines in letters.items():
        notifications.tell_what_waits(person, lines, now)
    digest.letters = len(letters)
    digest.save(update_fields=["letters"])


def queues_this_morning(now: datetime, calendar: Calendar) -> dict[int | None, Waiting]:
    """Return what waits in each queue that is not empty. A number of queries that does not grow."""
    edge, limit = late_since(now, calendar), age_limit()
    waits = defaultdict(list)
    held = Comment.objects.held().with_waiting_since().with_queue()
    for unit_id, since in held.order_by("waiting_since").values_list("queue_unit", "waiting_since"):
        waits[unit_id].append(since)
    units, owners = UnitPage.objects.in_bulk([key for key in waits if key]), owners_of(waits)
    return {
        unit_id: Waiting(
            unit=units.get(unit_id),
            owner=owners[unit_id],
            count=len(moments),
            new=sum(moment > now - NEW for moment in moments),
            late=sum(moment <= edge for moment in moments),
            oldest=due_of(moments[0], now, limit, calendar),
        )
        for unit_id, moments in waits.items()
    }


@transaction.atomic
def tell_desk_of_late(now: datetime) -> None:
    """Tell the hall desk of comments that wait too long, of each once and of all in one letter a person."""
    edge = late_since(now, load_calendar())
    held = Comment.objects.held().with_waiting_since().filter(waiting_since__lte=edge, lateness=None)
    late = list(held.order_by("waiting_since", "pk").values_list("pk", flat=True)[:AT_ONCE])
    told = [
        key for key in late if LateComment.objects.get_or_create(comment_id=key, defaults={"told_at": now})[1]
    ]
    if not told:
        return
    comments = Comment.objects.filter(pk__in=told).select_related("page", "page_unit")
    for person in moderators_of([None])[None]:
        notifications.tell_of_late(person, list(comments.order_by("created_at", "pk")), now)
