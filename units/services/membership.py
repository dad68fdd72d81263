"""People come into a team, leave it, and are invited again: what a person asks for, with the answer why not."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from portal.accounts.models import User
from portal.accounts.permissions import why_not_invite
from portal.accounts.services import find_or_create_person, invite
from portal.core.refusals import refuse_if
from units.models import Team
from units.permissions import why_not_change_team, why_not_join, why_not_leave, why_not_name_lead
from units.services.teams import add_member, remove_member
from units.teamwork import duties_of, duty


@transaction.atomic
def join_team(*, team_id: int, email: str, name: str = "", by: User, now: datetime) -> User:
    """Bring a person into a team, and invite them when they have never signed in. Raises `Refused`."""
    team = Team.objects.select_for_update(of=("self",)).select_related("unit", "group").get(pk=team_id)
    refuse_if(why_not_change_team(by, team))
    person, is_new = find_or_create_person(email=email, last_name=name)
    refuse_if(why_not_join(by, person, team))
    if name and not is_new and not (person.last_name or person.first_name):
        person.last_name = name
        person.save(update_fields=["last_name"])
    add_member(team=team, user=person, by=by)
    if not why_not_invite(person):
        invite(user=person, duties=duty(team), by=by, now=now)
    return person


@transaction.atomic
def leave_team(*, team_id: int, user: User, by: User) -> None:
    """Take a person out of a team. Raises `Refused`."""
    team = Team.objects.select_for_update(of=("self",)).select_related("unit", "group").get(pk=team_id)
    refuse_if(why_not_leave(by, user, team))
    remove_member(team=team, user=user, by=by)


@transaction.atomic
def name_lead(*, team_id: int, user: User, by: User) -> None:
    """Make a spokesperson the one who is told first when a review of the unit is late. Raises `Refused`."""
    team = Team.objects.select_for_update(of=("self",)).select_related("unit", "group").get(pk=team_id)
    refuse_if(why_not_name_lead(by, user, team))
    team.lead = user
    team.save(update_fields=["lead"])
    log(instance=team.unit, action="units.team.lead", user=by, data={"email": user.email})


@transaction.atomic
def invite_again(*, team_id: int, user: User, by: User, now: datetime) -> None:
    """Send a member who has never signed in another invitation, with all that they are responsible for."""
    team = Team.objects.select_related("unit", "group").get(pk=team_id, group__user=user)
    refuse_if(why_not_change_team(by, team))
    invite(user=user, duties=duties_of(user), by=by, now=now)
