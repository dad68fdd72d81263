"""Looks at all that is watched, and does what follows: sightings, orders, escalations, letters. Each once.

May run at any time, again, late, and twice at once. Memory and queries do not grow with the units: what is found is
taken in chunks, and each matter of one unit in a transaction of its own.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from hall.supervision.models import Sighting, SupervisionOrder, WatchRule
from hall.supervision.news import in_batches, tell_news
from hall.supervision.orders.services import escalate, issue_for_sighting
from hall.supervision.rules import complete_rules, moment_after
from hall.supervision.watches.registry import WATCHES, Found, Watch
from portal.core.queries import load_calendar
from portal.core.refusals import Refused
from portal.core.workdays import Calendar, local_day

CHUNK = 500


@dataclass
class Swept:
    """What a sweep has done: sightings that are new and that ended, by watch; orders, escalations, letters of news."""

    begun: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    ordered: int = 0
    escalated: int = 0
    letters: int = 0


def sweep(now: datetime) -> Swept:
    """Do all that is due at `now`."""
    complete_rules()
    done, calendar = Swept(), load_calendar()
    for watch in WATCHES.values():
        done.begun[watch.name], done.ended[watch.name] = look(watch, now, calendar)
    done.ordered = issue_due(now, calendar)
    done.escalated = escalate_overdue(now)
    done.letters = tell_news(now)
    return done


@transaction.atomic
def look(watch: Watch, now: datetime, calendar: Calendar) -> tuple[int, int]:
    """Keep what one watch finds, and end what it finds no more. Returns how many are new, and how many ended.

    The row of the rule is the lock: of two sweeps one waits here, and then finds what the other has kept.
    """
    rule = WatchRule.objects.select_for_update().get(watch=watch.name)
    begun, found = 0, watch.find(now, calendar) if rule.is_on else iter(())
    while chunk := list(islice(found, CHUNK)):
        begun += keep(chunk, rule, now, calendar)
    standing = Sighting.objects.standing().filter(watch=watch.name)
    return begun, standing.exclude(looked_at=now).update(ended_at=now)


def keep(chunk: list[Found], rule: WatchRule, now: datetime, calendar: Calendar) -> int:
    """Keep a chunk of what was found, in three queries. Returns how many are new."""
    found = {one.subject: one for one in chunk}
    known = list(Sighting.objects.standing().filter(watch=rule.watch, subject__in=found))
    for sighting in known:
        sighting.facts, sighting.looked_at = found.pop(sighting.subject).facts, now
    Sighting.objects.bulk_update(known, ["facts", "looked_at"])
    Sighting.objects.bulk_create([first_sight(one, rule, now, calendar) for one in found.values()])
    return len(found)


def first_sight(found: Found, rule: WatchRule, now: datetime, calendar: Calendar) -> Sighting:
    return Sighting(
        watch=rule.watch,
        subject=found.subject,
        unit_id=found.unit_id,
        facts=found.facts,
        since=found.since,
        seen_at=now,
        looked_at=now,
        tell_at=moment_after(found.since, rule.tell_after, rule.measure, calendar),
        order_at=moment_after(found.since, rule.order_after, rule.measure, calendar),
    )


def issue_due(now: datetime, calendar: Calendar) -> int:
    """Issue an order for everything that stands and has become one. Returns how many."""
    ordering = WatchRule.objects.filter(is_on=True, order_after__isnull=False).values("watch")
    due = Sighting.objects.standing().without_order().filter(order_at__lte=now, watch__in=ordering)
    issued = 0
    for pk in list(due.order_by("order_at", "pk").values_list("pk", flat=True)):
        try:
            issue_for_sighting(sighting_id=pk, now=now, calendar=calendar)
        except Refused:
            continue  # Another sweep was quicker.
        issued += 1
    return issued


def escalate_overdue(now: datetime) -> int:
    """Tell above of the orders that have become overdue, some units at a time. Returns of how many."""
    overdue = SupervisionOrder.objects.overdue(local_day(now)).filter(escalated_at__isnull=True)
    units = list(overdue.order_by().values_list("unit", flat=True).distinct())
    return sum(escalate(unit_ids=some, now=now) for some in in_batches(units))
