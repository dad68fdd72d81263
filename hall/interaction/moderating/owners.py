"""Whose the queue is: of each unit the lead of its spokespersons, or all who moderate there; else the hall desk's."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import User
from units.enums import Role
from units.models import Team

MODERATORS = [Role.EDITOR, Role.REVIEWER]


def moderators_of(unit_ids: Iterable[int | None]) -> dict[int | None, list[User]]:
    """Return who moderates on the pages of these units, and for None the hall desk. Two queries."""
    asked = set(unit_ids)
    theirs = Q(unit__in=asked - {None}, role__in=MODERATORS)
    if None in asked:
        theirs |= Q(unit__isnull=True, role=Role.HALL_DESK)
    people = defaultdict(list)
    for team in Team.objects.filter(theirs).prefetch_related("group__user_set").select_related("group"):
        for person in team.group.user_set.all():
            if person.is_active and person not in people[team.unit_id]:
                people[team.unit_id].append(person)
    return people


def owners_of(unit_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return in words who answers for the queues of these units, for each of them. One query."""
    asked = set(unit_ids)
    teams = Team.objects.filter(unit__in=asked - {None}, role=Role.REVIEWER).select_related("lead")
    leads = {team.unit_id: team.lead for team in teams}
    return {unit_id: owner_in_words(unit_id, leads.get(unit_id)) for unit_id in asked}


def owner_in_words(unit_id: int | None, lead: User | None) -> str:
    if unit_id is None:
        return _("the hall desk")
    if lead and lead.is_active:
        return str(lead)
    return _("all editors and spokespersons of the unit")
