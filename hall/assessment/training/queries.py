"""What is read of the training: who was trained this year, and who could take a place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hall.assessment.models import TrainingSeat, TrainingSession
from portal.accounts.models import User
from units.enums import UNIT_ROLES, Role
from units.models import Team, UnitPage
from units.permissions import roles_of

PLACES_SHOWN = 3


@dataclass(frozen=True)
class Trained:
    """How many people a unit's teams have, and how many of them were trained."""

    unit: UnitPage
    members: int
    trained: int

    @property
    def missing(self) -> int:
        return self.members - self.trained


def members_of(units: Iterable[int], roles: Sequence[str] = UNIT_ROLES) -> dict[int, set[int]]:
    """Return for each unit the people of its teams who may sign in."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Team.objects.filter(unit__in=units, role__in=roles, group__user__is_active=True)
    for unit, person in rows.values_list("unit", "group__user"):
        found[unit].add(person)
    return found


def trained_by_unit(units: list[UnitPage], year: int) -> list[Trained]:
    """Return the state of the year for some units, in their order."""
    members = members_of([unit.pk for unit in units])
    people = set().union(*members.values()) if members else set()
    seats = TrainingSeat.objects.certified(year).filter(person__in=people)
    trained = set(seats.values_list("person", flat=True))
    return [Trained(unit, len(members[unit.pk]), len(members[unit.pk] & trained)) for unit in units]


def team_of(unit: UnitPage, year: int) -> list[tuple[User, TrainingSeat | None]]:
    """Return everybody of a unit's teams with the certificate of the year; those without one first."""
    people = User.objects.filter(pk__in=members_of([unit.pk])[unit.pk])
    seats = TrainingSeat.objects.certified(year).filter(person__in=people).for_list()
    by_person = {seat.person_id: seat for seat in seats}
    rows = [
        (person, by_person.get(person.pk)) for person in people.order_by("last_name", "first_name", "email")
    ]
    return sorted(rows, key=lambda row: row[1] is not None)


def people_to_enrol(user: User, session: TrainingSession) -> list[tuple[UnitPage, User]]:
    """Return for whom `user` could take a place: themselves, and the people of units whose spokesperson they are."""
    roles = session.roles_meant()
    speaks_for = {unit for unit, role in roles_of(user) if unit and role == Role.REVIEWER}
    own = {unit for unit, role in roles_of(user) if unit and role in roles}
    members = members_of(speaks_for | own, roles)
    pairs = [
        (unit, person)
        for unit, people in members.items()
        for person in people
        if unit in speaks_for or person == user.pk
    ]
    taken = set(session.seats.values_list("person", flat=True))
    units = UnitPage.objects.in_bulk({unit for unit, _person in pairs})
    people = User.objects.in_bulk({person for _unit, person in pairs} - taken)
    found = [(units[unit], people[person]) for unit, person in pairs if person in people]
    return sorted(found, key=lambda pair: (pair[1] != user, pair[0].path, str(pair[1])))


def units_with_places(session: TrainingSession, units: Iterable[UnitPage]) -> set[int]:
    """Return for which of these units a place is left."""
    taken = Counter(session.seats.values_list("unit", flat=True))
    if session.seats_total is not None and taken.total() >= session.seats_total:
        return set()
    most = session.seats_per_unit
    return {unit.pk for unit in units if most is None or taken[unit.pk] < most}


def coming_seats(user: User, now: datetime) -> list[TrainingSeat]:
    """Return somebody's places in the sessions that come next, also in those that were called off."""
    seats = TrainingSeat.objects.filter(person=user, session__ends_at__gt=now)
    return list(seats.select_related("session").order_by("session__begins_at", "pk")[:PLACES_SHOWN])


def is_trained(user: User, year: int) -> bool:
    return TrainingSeat.objects.certified(year).filter(person=user).exists()
