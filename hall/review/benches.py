"""Who takes a review step. Read at request time, so that a change in a team takes effect at once.

A step belongs to a bench of people. Those who worked on the text never review it, and nobody takes two steps of one
version; when that leaves nobody, the step passes to the next bench: the unit above, then the hall desk, then the city
office. The last step never passes down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from hall.enums import ReviewLevel
from units.enums import Role
from units.models import Team, UnitPage

STEP = UnitPage.steplen
PORTAL_BENCHES = {ReviewLevel.HALL_DESK: Role.HALL_DESK, ReviewLevel.CITY_OFFICE: Role.CITY_OFFICE}


@dataclass(frozen=True)
class Bench:
    """The people of one team who may sign in, as keys. `name` is the unit's, or empty for a team of the hall."""

    level: ReviewLevel
    people: frozenset[int]
    name: str = ""

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
    """Who reviews for whom, read in two queries for any number of pages."""

    units: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str | None, str], frozenset[int]] = field(default_factory=dict)

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
        return cls(units, {team: frozenset(members) for team, members in people.items()})

    def benches(self, level: int, path: str) -> list[Bench]:
        """Return the benches of a step, in the order in which it passes on, for a page at a tree path."""
        benches = []
        if level == ReviewLevel.UNIT:
            chain = [path[:end] for end in range(len(path), 0, -STEP)]
            benches = [
                Bench(ReviewLevel.UNIT, self.members(place, Role.REVIEWER), self.units[place])
                for place in chain
                if place in self.units
            ]
        return benches + [
            Bench(tier, self.members(None, role)) for tier, role in PORTAL_BENCHES.items() if tier >= level
        ]

    def members(self, path: str | None, role: str) -> frozenset[int]:
        return self.people.get((path, role), frozenset())
