"""Verbs that change units and their teams."""

from .following import follow_unit, follow_units, unfollow_units
from .membership import invite_again, join_team, leave_team, name_lead
from .teams import (
    add_member,
    complete_teams,
    ensure_collection,
    ensure_team,
    ensure_teams,
    grant_admin_access,
    grant_on_collection,
    grant_on_page,
    remove_member,
    rename_teams,
)
from .units import change_unit, create_unit, launch_unit, move_unit

__all__ = [
    "add_member",
    "change_unit",
    "complete_teams",
    "create_unit",
    "ensure_collection",
    "ensure_team",
    "ensure_teams",
    "follow_unit",
    "follow_units",
    "grant_admin_access",
    "grant_on_collection",
    "grant_on_page",
    "invite_again",
    "join_team",
    "launch_unit",
    "leave_team",
    "move_unit",
    "name_lead",
    "remove_member",
    "rename_teams",
    "unfollow_units",
]
