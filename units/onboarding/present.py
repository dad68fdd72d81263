"""The units as they are, read in the terms of the spreadsheet. The number of queries does not grow with them."""

from collections import defaultdict

from units.enums import SPEAKING_ROLES, Role
from units.models import Team, UnitPage
from units.onboarding.plan import ROLES
from units.onboarding.records import PresentUnit
from units.onboarding.signals import head_account_asked


def present_units() -> list[PresentUnit]:
    """Return every unit in tree order, with the people of its teams."""
    units = list(UnitPage.objects.select_related("batch_place__batch").order_by("path"))
    codes = {unit.path: unit.code for unit in units}
    people = addresses_by_team()
    head = head_pk()
    return [
        PresentUnit(
            pk=unit.pk,
            code=unit.code,
            title=unit.title,
            parent=codes.get(unit.path[: -unit.steplen], ""),
            official_name=unit.official_name,
            kind=unit.kind,
            mark=unit.mark,
            is_head=unit.pk == head,
            **place_of(unit),
            **{name: tuple(people[unit.pk, role]) for name, role in ROLES.items()},
        )
        for unit in units
    ]


def place_of(unit: UnitPage) -> dict[str, str]:
    place = getattr(unit, "batch_place", None)
    return {"batch": place.batch.name, "note": place.note} if place else {"batch": "", "note": ""}


def addresses_by_team() -> dict[tuple[int, Role], list[str]]:
    rows = Team.objects.filter(role__in=SPEAKING_ROLES, group__user__isnull=False)
    people = defaultdict(list)
    for unit_id, role, address in rows.order_by("group__user__email").values_list(
        "unit_id", "role", "group__user__email"
    ):
        people[unit_id, Role(role)].append(address)
    return people


def head_pk() -> int | None:
    """Return the unit that leads the hall. The hall stands above, so it is asked."""
    answers = head_account_asked.send(sender=UnitPage)
    return next((pk for _, pk in answers if pk), None)
