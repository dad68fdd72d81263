"""Who hears that something came in, that a deadline is near, and that it has passed. Each is told once.

A deadline is near on its last day and on the working day before; past it the hall desk hears too. One letter a person
and sweep, however much is due.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hall.concerns.answering import notifications
from hall.concerns.models import Concern
from portal.accounts.models import User
from portal.core.queries import load_calendar
from portal.core.workdays import Calendar, local_day
from units.enums import Role

AT_ONCE = 200


@transaction.atomic
def remind(*, now: datetime) -> None:
    """Tell everybody whom a deadline concerns and who has not been told."""
    calendar, today = load_calendar(), local_day(now)
    if not calendar.is_working_day(today):
        return
    late = Q(due_on__lt=today, escalated_at=None)
    near = Q(due_on__lte=last_day_told_of(today, calendar), reminded_at=None)
    found = Concern.objects.open().filter(late | near).order_by("due_on", "pk")
    concerns = list(found.select_for_update(of=("self",)).select_related("unit")[:AT_ONCE])
    letters: dict[int, list[Concern]] = defaultdict(list)
    teams = teams_of(concerns)
    for concern in concerns:
        is_late = concern.due_on < today
        for person in people_of(concern, teams, is_late=is_late):
            letters[person].append(concern)
        concern.reminded_at = now
        concern.escalated_at = now if is_late else None
    Concern.objects.bulk_update(concerns, ["reminded_at", "escalated_at"])
    people = User.objects.in_bulk(letters)
    for pk, about in letters.items():
        notifications.tell_of_deadlines(people[pk], about, today, now)


def last_day_told_of(today: date, calendar: Calendar) -> date:
    """Return the next working day: what is due until then is near."""
    return calendar.due_on(today, 1)


def people_of(concern: Concern, teams: Mapping[int | None, set[int]], *, is_late: bool) -> set[int]:
    """Return who hears of a deadline: those who answer for the unit, the desk once it has passed or has the concern."""
    desk = teams.get(None, set()) if is_late or concern.unit_id is None else set()
    return desk | teams.get(concern.unit_id, set())


def teams_of(concerns: Collection[Concern]) -> dict[int | None, set[int]]:
    """Return who answers for each unit of some concerns and may sign in, in one query; the desk under None."""
    answering = Q(
        groups__team__unit__in={concern.unit_id for concern in concerns} - {None},
        groups__team__role__in=[Role.LIAISON, Role.REVIEWER],
    )
    people = User.objects.filter(answering | Q(groups__team__role=Role.HALL_DESK), is_active=True)
    teams: dict[int | None, set[int]] = defaultdict(set)
    for unit, person in people.values_list("groups__team__unit", "pk"):
        teams[unit].add(person)
    return teams


def tell_of_arrival(concern: Concern, kind: str, now: datetime) -> None:
    """Tell those who answer that a concern came to them, or that who asked has written again."""
    people: Iterable[User] = User.objects.filter(
        pk__in=people_of(concern, teams_of([concern]), is_late=False)
    )
    notifications.tell(people, kind, concern, {}, now)
