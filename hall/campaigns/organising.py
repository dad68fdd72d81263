"""What an organiser needs to see: their campaigns, where each page stands, and what waits for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from hall.campaigns.enums import HostState, Phase
from hall.campaigns.models import CampaignHost, CampaignPage, EventPage
from hall.campaigns.permissions import organised_paths, why_not_submit
from hall.enums import PostState
from units.enums import Role
from units.models import UnitPage
from units.permissions import is_hall_desk, unit_ids_with_role

CLOSING_SOON = timedelta(days=2)
SHOWN = 60


@dataclass(frozen=True)
class EventStanding:
    """A campaign or micro-event, and where it stands: before readers, and in time."""

    page: EventPage
    state: PostState
    phase: Phase
    why_not_submit: str
    closes_soon: bool

    @property
    def title(self) -> str:
        return self.page.draft_title


def units_to_organise_for(user):
    """Return the public units that `user` organises campaigns for."""
    units = UnitPage.objects.live().order_by("path")
    return units if is_hall_desk(user) else units.filter(pk__in=unit_ids_with_role(user, Role.ORGANISER))


def campaigns_of(user):
    """Return the campaigns that `user` organises, the one that opens last first."""
    campaigns = CampaignPage.objects.order_by("-opens_at", "-pk")
    if is_hall_desk(user):
        return campaigns
    near = Q(pk__in=[])
    for path in organised_paths(user):
        near |= Q(path__startswith=path, depth__lte=len(path) // CampaignPage.steplen + 1)
    return campaigns.filter(near)


def standings_of(campaign: CampaignPage, user, now: datetime) -> list[EventStanding]:
    """Return where a campaign and each of its micro-events stands, in the order in which they open."""
    children = sorted((child.specific for child in campaign.get_children()), key=lambda page: page.opens_at)
    return [standing_of(page, user, now) for page in [campaign, *children]]


def standing_of(page: EventPage, user, now: datetime) -> EventStanding:
    newest = page.get_latest_revision_as_object() if not page.live else page
    phase = newest.phase(now)
    closes_at = page.entry.closes_at if hasattr(page, "entry") else newest.closes_at
    return EventStanding(
        page=page,
        state=state_of(page),
        phase=phase,
        why_not_submit=why_not_submit(user, page),
        closes_soon=phase == Phase.OPEN and closes_at is not None and closes_at - now < CLOSING_SOON,
    )


def state_of(page: EventPage) -> PostState:
    """Return where a page stands on its way to readers."""
    run = page.current_workflow_state
    if run:
        return PostState.RETURNED if run.status == run.STATUS_NEEDS_CHANGES else PostState.IN_REVIEW
    if page.approved_schedule:
        return PostState.SCHEDULED
    if page.live and not page.has_unpublished_changes:
        return PostState.PUBLIC
    return PostState.DRAFT


def invitations_for(user) -> list[CampaignHost]:
    """Return what the units whose spokesperson `user` is were asked to host and have not answered."""
    rows = CampaignHost.objects.filter(state=HostState.INVITED).select_related(
        "campaign", "unit", "invited_by"
    )
    if not is_hall_desk(user):
        rows = rows.filter(unit__in=unit_ids_with_role(user, Role.REVIEWER))
    return list(rows[:SHOWN])
