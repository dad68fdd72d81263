"""Who takes a review step. Read at request time, so that a change in a team takes effect at once.

A step belongs to a bench of people. Those who worked on the text never review it, and nobody takes two steps of one
version; when that leaves nobody, the step passes to the next bench: the unit above, then the hall desk, then the city
office. The last step never passes down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.enums import ReviewLevel
from hall.review.models.deputy import Deputy
from portal.core.workdays import local_day
from units.enums import Role
from units.models import Team, UnitPage

STEP = UnitPage.steplen
LEVELS = {
    Role.REVIEWER: ReviewLevel.UNIT,
    Role.HALL_DESK: ReviewLevel.HALL_DESK,
    Role.CITY_OFFICE: ReviewLevel.CITY_OFFICE,
}
PORTAL_BENCHES = {ReviewLevel.HALL_DESK: Role.HALL_DESK, ReviewLevel.CITY_OFFICE: Role.CITY_OFFICE}


@dataclass(frozen=True)
class Bench:
    """The people of one team who may sign in, and their deputies of today, as keys.

    `name` is the unit's, or empty for a team of the hall; `deputies` says who stands in for whom.
    """

    level: ReviewLevel
    people: frozenset[int]
    name: str = ""
    deputies: Mapping[int, int] = field(default_factory=dict, hash=False)

    def __str__(self):
        if self.level == ReviewLevel.UNIT:
            return _("the spokespersons of %(unit)s") % {"unit": self.name}
        return _("the hall desk") if self.level == ReviewLevel.HALL_DESK else _("the city office")


@dataclass(frozen=True)
class Assignment:
    """The people who can take a step, from which bench, and which bench should have (when it is another one)."""

    people: frozenset[int]
    bench: Bench | None
    passed_over: Bench | None = None

    def stands_in_for(self, person: int) -> int | None:
        """Return in whose place somebody takes the step, if it is not their own."""
        return self.bench.deputies.get(person) if self.bench else None

    @property
    def because(self) -> str:
        """Say why the step is not taken by the bench that it belongs to; empty when it is."""
        if self.passed_over is None:
            return ""
        words = {"bench": self.passed_over, "taker": self.bench}
        if self.bench is None:
            return _("Nobody can take this step at present: ask the hall desk to name somebody.")
        if not self.passed_over.people:
            return _("Taken by %(taker)s, because there is nobody among %(bench)s at present.") % words
        return (
            _("Taken by %(taker)s, because %(bench)s all worked on this text or take another step.") % words
        )


def assign(benches: list[Bench], others: Iterable[int]) -> Assignment:
    """Give a step to the first bench that has somebody besides `others`: who wrote, or approved another step."""
    for bench in benches:
        people = bench.people.difference(others)
        if people:
            return Assignment(people, bench, None if bench is benches[0] else benches[0])
    return Assignment(frozenset(), None, benches[0])


def assign_in_turn(
    steps: Iterable[tuple[ReviewLevel, list[Bench]]], others: Iterable[int]
) -> dict[ReviewLevel, Assignment]:
    """Give each of several steps, in the order in which they will be taken.

    Whoever alone can take a step takes none of those after it.
    """
    busy = set(others)
    assignments = {}
    for level, benches in steps:
        assignments[level] = assign(benches, busy)
        if len(assignments[level].people) == 1:
            busy |= assignments[level].people
    return assignments


@dataclass(frozen=True)
class Roster:
    """Who reviews for whom, read in three queries for any number of pages.

    `deputies` are, for everybody who is away today, pairs of a deputy and the highest step that they take themselves.
    """

    units: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str | None, str], frozenset[int]] = field(default_factory=dict)
    deputies: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def for_paths(cls, paths: Iterable[str]) -> "Roster":
        """Read the teams that pages at these tree paths may need."""
        above = {path[:end] for path in paths for end in range(STEP, len(path) + 1, STEP)}
        units = dict(UnitPage.objects.filter(path__in=above).values_list("path", "title"))
        members = Team.objects.filter(
            Q(unit__path__in=units, role=Role.REVIEWER) | Q(unit=None), group__user__is_active=True
        ).values_list("unit__path", "role", "group__user")
        people: dict[tuple[str | None, str], set[int]] = {}
        for path, role, person in members:
            people.setdefault((path, role), set()).add(person)
        return cls(units, {team: frozenset(members) for team, members in people.items()}, deputies_of_today())

    def benches(self, level: int, path: str) -> list[Bench]:
        """Return the benches of a step, in the order in which it passes on, for a page at a tree path."""
        benches = []
        if level == ReviewLevel.UNIT:
            chain = [path[:end] for end in range(len(path), 0, -STEP)]
            benches = [
                self.bench(ReviewLevel.UNIT, self.members(place, Role.REVIEWER), self.units[place])
                for place in chain
                if place in self.units
            ]
        return benches + [
            self.bench(tier, self.members(None, role))
            for tier, role in PORTAL_BENCHES.items()
            if tier >= level
        ]

    def bench(self, level: ReviewLevel, people: frozenset[int], name: str = "") -> Bench:
        """Return the bench of these people, with those who stand in for them and take such a step themselves."""
        deputies = {
            deputy: person
            for person in sorted(people)
            for deputy, highest in self.deputies.get(person, [])
            if highest >= level and deputy not in people
        }
        return Bench(level, people | deputies.keys(), name, deputies)

    def members(self, path: str | None, role: str) -> frozenset[int]:
        return self.people.get((path, role), frozenset())


def deputies_of_today() -> dict[int, list[tuple[int, int]]]:
    """Return, for everybody who is away, their deputies who may sign in and still review themselves."""
    rows = Deputy.objects.on(local_day(timezone.now())).filter(
        deputy__is_active=True, deputy__groups__team__role__in=LEVELS
    )
    highest: dict[tuple[int, int], int] = {}
    for person, deputy, role in rows.values_list("person", "deputy", "deputy__groups__team__role"):
        highest[person, deputy] = max(highest.get((person, deputy), 0), LEVELS[role])
    found: dict[int, list[tuple[int, int]]] = {}
    for (person, deputy), level in highest.items():
        found.setdefault(person, []).append((deputy, level))
    return found
