"""The teams of a unit: their groups, what these may do, and who is in them."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from portal.accounts.models import User
from units.enums import UNIT_ROLES, Role
from units.models import Team, UnitCollection, UnitPage

PAGE_PERMISSIONS = {
    Role.EDITOR: ["add_page", "change_page"],
    Role.REVIEWER: ["add_page", "change_page"],
    Role.LIAISON: ["add_page"],
    Role.ORGANISER: ["add_page", "change_page"],
}
COLLECTION_PERMISSIONS = {
    Role.EDITOR: ["add", "change", "choose"],
    Role.REVIEWER: ["add", "change", "choose"],
    Role.LIAISON: ["add", "choose"],
    Role.ORGANISER: ["add", "change", "choose"],
}
# Wagtail asks for the permissions of its own models, whichever models stand in their place.
COLLECTION_MODELS = [("wagtailimages", "image"), ("wagtailmedia", "media")]


@transaction.atomic
def ensure_teams(*, unit: UnitPage) -> None:
    """Make or mend the unit's collection, its groups, and what these may do on its subtree only."""
    collection = ensure_collection(unit=unit)
    for role in UNIT_ROLES:
        team = ensure_team(role=role, unit=unit)
        name_group(team.group, group_name(role, unit))
        grant_admin_access(group=team.group)
        grant_on_page(group=team.group, page=unit, codenames=PAGE_PERMISSIONS[role])
        grant_on_collection(group=team.group, collection=collection, actions=COLLECTION_PERMISSIONS[role])


@transaction.atomic
def complete_teams() -> None:
    """Give every unit the teams that it lacks: units are older than some roles."""
    whole = Team.objects.filter(role=UNIT_ROLES[-1]).values("unit")
    for unit in UnitPage.objects.exclude(pk__in=whole):
        ensure_teams(unit=unit)


@transaction.atomic
def rename_teams(*, unit: UnitPage) -> None:
    """Let the groups and the collection of a unit say the name that it has now."""
    ensure_collection(unit=unit)
    for team in unit.teams.select_related("group"):
        name_group(team.group, group_name(Role(team.role), unit))


def ensure_team(*, role: Role, unit: UnitPage | None = None) -> Team:
    """Return the team of a role, made with a group of its own when it is missing."""
    team = Team.objects.filter(unit=unit, role=role).select_related("group").first()
    if team:
        return team
    group, _ = Group.objects.get_or_create(name=group_name(role, unit))
    return Team.objects.create(unit=unit, role=role, group=group)


def group_name(role: Role, unit: UnitPage | None) -> str:
    """Return what the team's group is called in Wagtail's screens. The code keeps it unlike any other."""
    return f"{unit.title} · {role.value} · {unit.code}" if unit else role.value


def name_group(group: Group, name: str) -> None:
    if group.name != name:
        group.name = name
        group.save(update_fields=["name"])


def ensure_collection(*, unit: UnitPage) -> Collection:
    """Return the collection of the unit's pictures and clips; its name carries the unit's stable code."""
    root = UnitCollection.get_first_root_node()
    name = f"{unit.title} {unit.collection_ending}"
    existing = root.get_children().filter(name__endswith=unit.collection_ending).first()
    if existing is None:
        return root.add_child(instance=UnitCollection(name=name))
    if existing.name != name:
        existing.name = name
        existing.save()
    return existing


def grant_admin_access(*, group: Group) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def grant_on_page(*, group: Group, page, codenames: list[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permission)
            for permission in permissions
        ],
        ignore_conflicts=True,
    )


def grant_on_collection(*, group: Group, collection: Collection, actions: list[str]) -> None:
    asked = Q()
    for app_label, model in COLLECTION_MODELS:
        codenames = [f"{action}_{model}" for action in actions]
        asked |= Q(content_type__app_label=app_label, codename__in=codenames)
    permissions = Permission.objects.filter(asked)
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in permissions
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def add_member(*, team: Team, user: User, by: User | None = None) -> bool:
    """Put `user` into a team. Returns whether they were not in it before."""
    if team.group.user_set.filter(pk=user.pk).exists():
        return False
    team.group.user_set.add(user)
    log(
        instance=team.unit or user,
        action="units.team.add",
        user=by,
        data={"email": user.email, "role": team.role},
    )
    return True


@transaction.atomic
def remove_member(*, team: Team, user: User, by: User | None = None) -> bool:
    """Take `user` out of a team. Returns whether they were in it."""
    if not team.group.user_set.filter(pk=user.pk).exists():
        return False
    team.group.user_set.remove(user)
    Team.objects.filter(pk=team.pk, lead=user).update(lead=None)
    log(
        instance=team.unit or user,
        action="units.team.remove",
        user=by,
        data={"email": user.email, "role": team.role},
    )
    return True
