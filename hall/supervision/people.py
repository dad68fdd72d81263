"""Who hears of what is watched: the spokespersons of units and their leads, the hall desk, the inspectors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from hall.supervision.inspectors import why_not_inspect
from portal.accounts.models import User
from units.enums import Role
from units.models import Team, UnitPage


@dataclass(frozen=True)
class People:
    """Those who may sign in, by the key of their unit; None stands for the hall desk, which leads itself."""

    spokespersons: dict[int | None, list[User]] = field(default_factory=dict)
    leads: dict[int | None, list[User]] = field(default_factory=dict)
    all_inspectors: list[User] = field(default_factory=list)

    @property
    def desk(self) -> list[User]:
        return self.spokespersons.get(None, [])

    def inspectors_of(self, unit: UnitPage | None) -> list[User]:
        """Return the inspectors who do not work for the unit: no other may read its orders either."""
        return [person for person in self.all_inspectors if not why_not_inspect(person, unit)]


def people_of(unit_ids: Iterable[int | None]) -> People:
    """Return who hears of what concerns these units. Two queries."""
    asked = Q(unit__in=[pk for pk in unit_ids if pk], role=Role.REVIEWER)
    teams = Team.objects.filter(asked | Q(role__in=[Role.HALL_DESK, Role.INSPECTOR]))
    spokespersons: dict[int | None, list[User]] = defaultdict(list)
    leads, inspectors = {}, []
    for team in teams.select_related("group").prefetch_related("group__user_set"):
        members = [person for person in team.group.user_set.all() if person.is_active]
        if team.role == Role.INSPECTOR:
            inspectors = members
            continue
        spokespersons[team.unit_id] = members
        lead = [person for person in members if person.pk == team.lead_id]
        leads[team.unit_id] = lead or members
    return People(dict(spokespersons), leads, inspectors)


def people_above(unit: UnitPage | None) -> list[User]:
    """Return who stands above a unit: its lead, and the leads of the units above it; the city office above the desk."""
    if unit is None:
        office = User.objects.filter(groups__team__role=Role.CITY_OFFICE, is_active=True)
        return list(office.order_by("pk"))
    chain = UnitPage.objects.ancestor_of(unit, inclusive=True).values_list("pk", flat=True)
    found = people_of(list(chain)).leads
    people = {person.pk: person for pk, leads in found.items() if pk for person in leads}
    return list(people.values())
