"""How a campaign begins: from a pattern, with the micro-events that belong to it, all of them drafts."""

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from hall.campaigns.enums import EventKind
from hall.campaigns.formats import formats
from hall.campaigns.models import CampaignPage, CampaignPattern, EventPage, PatternEvent, bare
from hall.campaigns.permissions import why_not_hashtag, why_not_span, why_not_start, why_not_submit
from hall.models import Category
from hall.permissions import why_not_choose_category
from hall.services import begin_review
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import Refused, refuse_if
from units.models import UnitPage


@transaction.atomic
def start_campaign(
    *,
    unit: UnitPage,
    by: User,
    title: str,
    hashtag: str,
    category: Category,
    opens_at: datetime,
    closes_at: datetime | None = None,
    pattern: CampaignPattern | None = None,
) -> CampaignPage:
    """Save the draft of a campaign that `unit` leads, and of every micro-event of the pattern.

    Raises `Refused` when `by` does not organise for the unit, `ValidationError` for what cannot be kept.
    """
    hashtag = bare(hashtag)
    refuse_if(
        why_not_start(by, unit),
        why_not_hashtag(hashtag),
        why_not_span(opens_at, closes_at),
        why_not_choose_category(category),
    )
    campaign = CampaignPage(
        title=" ".join(tidy(title).split()),
        hashtag=hashtag,
        introduction=pattern.introduction if pattern else "",
        category=category,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    add_draft(UnitPage.objects.get(pk=unit.pk), campaign, by)
    for event in pattern.events.filter(kind__in=formats()) if pattern else []:
        add_draft(CampaignPage.objects.get(pk=campaign.pk), begun_event(event, campaign), by)
    return CampaignPage.objects.get(pk=campaign.pk)


def begun_event(event: PatternEvent, campaign: CampaignPage) -> EventPage:
    """Return the micro-event that a pattern begins with, unsaved; none outlasts its campaign."""
    opens_at = campaign.opens_at + timedelta(days=event.after_days)
    closes_at = opens_at + timedelta(days=event.days)
    if campaign.closes_at and closes_at > campaign.closes_at > opens_at:
        closes_at = campaign.closes_at
    return formats()[EventKind(event.kind)](
        title=event.title,
        introduction=event.introduction,
        category=campaign.category,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def add_draft(above, page: EventPage, by: User) -> None:
    page.owner, page.live, page.has_unpublished_changes = by, False, True
    above.add_child(instance=page)
    # What a pattern cannot know, such as a place, is asked for before the review.
    page.save_revision(user=by, clean=not page.why_incomplete())
    log(instance=page, action="wagtail.create", user=by)


@transaction.atomic
def submit_event(*, page_id: int, user: User) -> EventPage:
    """Start the review of a campaign page, or go on with one that came back. Raises `Refused`."""
    page = lock_row(type(Page.objects.get(pk=page_id).specific), page_id)
    refuse_if(why_not_submit(user, page))
    begin_review(page=page, user=user)
    return page


@transaction.atomic
def submit_all(*, campaign_id: int, user: User) -> tuple[list[EventPage], dict[EventPage, str]]:
    """Send a campaign and all its micro-events for review that can go. Return those, and why others did not."""
    campaign = CampaignPage.objects.get(pk=campaign_id)
    sent, refused = [], {}
    for page in [campaign, *(child.specific for child in campaign.get_children())]:
        if not page.has_unpublished_changes:
            continue
        try:
            sent.append(submit_event(page_id=page.pk, user=user))
        except Refused as reason:
            refused[page] = str(reason)
    return sent, refused
