"""What is done with a unit itself: made, changed, moved, launched."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Revision

from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if
from units.models import UnitDirectoryPage, UnitPage
from units.permissions import why_not_launch, why_not_move
from units.services.teams import ensure_teams


@transaction.atomic
def create_unit(*, parent: UnitDirectoryPage | UnitPage, by: User | None = None, **fields) -> UnitPage:
    """Make a unit that is not launched yet, with its collection and its three teams.

    `fields` are those of `UnitPage`. Raises `ValidationError` when one of them is not valid.
    """
    unit = UnitPage(live=False, **fields)
    parent.refresh_from_db()
    parent.add_child(instance=unit)
    unit.save_revision(user=by)
    ensure_teams(unit=unit)
    log(instance=unit, action="wagtail.create", user=by)
    return unit


@transaction.atomic
def change_unit(*, unit_id: int, by: User | None = None, **fields) -> UnitPage:
    """Change what the hall desk keeps about a unit: names, kind, mark. The public sees it at once.

    A version that waits for review takes the change in, so that its approval does not bring the old name back.
    """
    unit = lock_row(UnitPage, unit_id)
    waiting = unit.latest_revision if unit.live and unit.has_unpublished_changes else None
    version = unit if unit.live else unit.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    if waiting:
        version.save()
        carry_into(waiting, version, fields)
    else:
        if not unit.live:
            version.save()
        revision = version.save_revision(user=by)
        if unit.live:
            revision.publish(user=by, skip_permission_checks=True)
    log(instance=version, action="wagtail.edit", user=by, content_changed=True)
    unit.refresh_from_db()
    ensure_teams(unit=unit)
    return unit


def carry_into(revision: Revision, unit: UnitPage, names) -> None:
    """Write the named fields of `unit` into a version that exists, which stays the work of its author."""
    content = unit.serializable_data()
    revision.content.update({name: content[name] for name in names})
    revision.save(update_fields=["content"])


@transaction.atomic
def move_unit(*, unit_id: int, parent: UnitDirectoryPage | UnitPage, by: User | None = None) -> UnitPage:
    """Put a unit and all below it under another parent. Raises `Refused` when posts would lose their address."""
    unit = lock_row(UnitPage, unit_id)
    refuse_if(why_not_move(unit))
    parent.refresh_from_db()
    MovePageAction(unit, parent, pos="last-child", user=by).execute(skip_permission_checks=True)
    unit.refresh_from_db()
    return unit


@transaction.atomic
def launch_unit(*, unit_id: int, by: User) -> UnitPage:
    """Show a prepared unit to the public, with all that its team has prepared.

    Raises `Refused` for anyone but the hall desk, and below a unit that is not launched itself.
    """
    unit = lock_row(UnitPage, unit_id)
    refuse_if(why_not_launch(by, unit))
    revision = unit.get_latest_revision_as_object().save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    log(instance=unit, action="units.launch", user=by, data={"at": timezone.now().isoformat()})
    unit.refresh_from_db()
    return unit
