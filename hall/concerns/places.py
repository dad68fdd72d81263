"""For which units somebody reads what citizens write to them.

Liaisons and spokespersons of a unit, who answer; spokespersons of a unit above it, to whom the review of an answer
passes; those who stand in for one of these spokespersons today; the hall desk and the city office, for everything.
Editors write posts and have no part in letters.
"""

from dataclasses import dataclass

from django.utils import timezone

from hall.review.models import Deputy
from portal.core.workdays import local_day
from units.enums import Role
from units.models import Team
from units.permissions import has_portal_role, is_hall_desk, paths_with_role, unit_ids_with_role


@dataclass(frozen=True)
class Places:
    """Units by key, and places in the tree below which somebody sees every unit."""

    units: frozenset[int] = frozenset()
    above: frozenset[str] = frozenset()

    def cover(self, unit) -> bool:
        return unit.pk in self.units or any(unit.path.startswith(path) for path in self.above)


def sees_all(user) -> bool:
    """Tell whether `user` sees every concern, of whichever unit."""
    return user.is_active and (is_hall_desk(user) or has_portal_role(user, Role.CITY_OFFICE))


def places_of(user) -> Places:
    """Return the units for which `user` reads concerns. Read once for each user object, so once a request."""
    if not user.is_active or not user.pk:
        return Places()
    if not hasattr(user, "_concern_places"):
        user._concern_places = Places(
            frozenset(unit_ids_with_role(user, Role.LIAISON, Role.REVIEWER)),
            frozenset(paths_with_role(user, Role.REVIEWER) | deputised_paths(user)),
        )
    return user._concern_places


def deputised_paths(user) -> set[str]:
    """Return the places of the units for whose spokespersons `user` stands in today."""
    absent = Deputy.objects.on(local_day(timezone.now())).filter(deputy=user, person__is_active=True)
    teams = Team.objects.filter(role=Role.REVIEWER, group__user__in=absent.values("person"))
    return set(teams.values_list("unit__path", flat=True))
