"""Who hosts a campaign with the unit that leads it: asked by its organisers, answered by the other's spokespersons."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission

from hall.campaigns.enums import HostState
from hall.campaigns.models import CampaignHost, CampaignPage
from hall.campaigns.notifications import tell_invited
from hall.campaigns.permissions import why_not_answer_for, why_not_invite, why_not_organise
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import refuse_if
from units.enums import Role
from units.models import Team, UnitPage
from units.services import grant_on_page

ORGANISERS_MAY = ["add_page", "change_page"]


@transaction.atomic
def invite_host(*, campaign: CampaignPage, unit: UnitPage, by: User, now: datetime) -> CampaignHost:
    """Ask a unit to host a campaign, too; one that has declined may be asked again. Raises `Refused`."""
    campaign = lock_row(CampaignPage, campaign.pk)
    refuse_if(why_not_invite(by, campaign, unit))
    row, _ = CampaignHost.objects.update_or_create(
        campaign=campaign,
        unit=unit,
        defaults={
            "state": HostState.INVITED,
            "invited_by": by,
            "invited_at": now,
            "answered_by": None,
            "answered_at": None,
        },
    )
    log(instance=campaign, action="campaigns.host.invite", user=by, data={"unit": unit.title})
    tell_invited(row)
    return row


@transaction.atomic
def answer_invitation(*, host_id: int, by: User, agrees: bool, now: datetime) -> CampaignHost:
    """Say for a unit whether it hosts a campaign; it may also leave later. Raises `Refused`.

    Its organisers get the permissions on the campaign's pages with it, in Wagtail's own way, and lose them again.
    """
    row = lock_row(CampaignHost, host_id)
    refuse_if(why_not_answer_for(by, row.unit))
    row.state = HostState.HOSTING if agrees else HostState.DECLINED
    row.answered_by, row.answered_at = by, now
    row.save(update_fields=["state", "answered_by", "answered_at"])
    set_rights(row)
    action = "campaigns.host.agree" if agrees else "campaigns.host.decline"
    log(instance=row.campaign, action=action, user=by, data={"unit": row.unit.title})
    return row


@transaction.atomic
def drop_host(*, host_id: int, by: User) -> None:
    """Take a host, or an invitation, off a campaign. Raises `Refused`."""
    row = lock_row(CampaignHost, host_id)
    refuse_if(why_not_organise(by, row.campaign))
    row.state = HostState.DECLINED
    set_rights(row)
    row.delete()
    log(instance=row.campaign, action="campaigns.host.drop", user=by, data={"unit": row.unit.title})


def set_rights(row: CampaignHost) -> None:
    """Let the organisers of a unit work on a campaign as long as their unit hosts it."""
    team = Team.objects.select_related("group").get(unit=row.unit, role=Role.ORGANISER)
    if row.state == HostState.HOSTING:
        grant_on_page(group=team.group, page=row.campaign, codenames=ORGANISERS_MAY)
    else:
        GroupPagePermission.objects.filter(group=team.group, page=row.campaign.pk).delete()
