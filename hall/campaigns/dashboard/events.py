"""All campaigns and micro-events of an organiser as lines of one list, in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Page, PageQuerySet

from hall.campaigns.dashboard.people import COUNTED, People, people_of
from hall.campaigns.dashboard.sparks import Spark
from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.formats import formats
from hall.campaigns.models import CampaignPage, EventEntry
from hall.campaigns.organising import CLOSING_SOON, campaigns_of, state_of
from hall.campaigns.phases import phase_at
from hall.enums import PostState

NOT_PUBLIC = "draft"
CLOSING_SHOWN = 5


@dataclass(frozen=True)
class EventLine:
    """A campaign or micro-event, where it stands before readers and in time, and who came to it."""

    page: Page
    kind: EventKind
    campaign: str
    state: PostState
    opens_at: datetime
    closes_at: datetime | None
    phase: Phase
    is_called_off: bool
    people: People
    spark: Spark
    address: str

    @property
    def title(self) -> str:
        return self.page.draft_title

    @property
    def counts_people(self) -> bool:
        """Tell whether anybody can have come: to an event that readers see, of a kind that counts them."""
        return hasattr(self.page, "entry") and self.kind in COUNTED


def events_of(user) -> PageQuerySet:
    """Return the pages of all campaigns that `user` organises and of their micro-events."""
    campaigns = campaigns_of(user).order_by().values("path")
    above = Left("path", Length("path") - Page.steplen)
    # Among the pages of these types alone: posts are a hundred thousand.
    pages = Page.objects.type(*formats().values()).annotate(above=above)
    return pages.filter(Q(path__in=campaigns) | Q(above__in=campaigns))


def in_view(pages: PageQuerySet, view: str, now: datetime) -> PageQuerySet:
    """Narrow events to one phase, or to those that readers do not see."""
    if view == NOT_PUBLIC:
        return pages.filter(entry=None)
    if view in Phase.values:
        return pages.filter(entry__in=EventEntry.objects.in_phase(Phase(view), now))
    return pages


def in_order(pages: PageQuerySet) -> PageQuerySet:
    """What is being written first, then what opens last."""
    return pages.order_by(F("entry__opens_at").desc(nulls_first=True), "-latest_revision_created_at", "-pk")


def closing_soon(pages: PageQuerySet, now: datetime) -> QuerySet:
    """Return what closes within two days, the first first."""
    entries = EventEntry.objects.in_phase(Phase.OPEN, now).standing()
    soon = pages.filter(entry__in=entries.filter(closes_at__lt=now + CLOSING_SOON))
    return soon.order_by("entry__closes_at", "pk")[:CLOSING_SHOWN]


def lines_of(pages, now: datetime) -> list[EventLine]:
    """Return the lines of these pages; a page whose moments nobody knows yet is none."""
    shown = pages.prefetch_workflow_states().annotate_approved_schedule()
    rows: Sequence[Page] = list(shown.select_related("entry", "latest_revision", "content_type"))
    kinds = {page.pk: page.content_type.model_class().kind for page in rows}
    people = people_of(kinds)
    above = CampaignPage.objects.filter(path__in={page.path[: -Page.steplen] for page in rows})
    titles = dict(above.values_list("path", "draft_title"))
    return [
        line_of(page, kinds[page.pk], titles.get(page.path[: -Page.steplen], ""), people[page.pk], now)
        for page in rows
    ]


def line_of(page: Page, kind: EventKind, campaign: str, people: People, now: datetime) -> EventLine:
    entry = getattr(page, "entry", None)
    opens_at, closes_at = (entry.opens_at, entry.closes_at) if entry else moments_of_draft(page)
    return EventLine(
        page=page,
        kind=kind,
        campaign=campaign,
        state=state_of(page),
        opens_at=opens_at,
        closes_at=closes_at,
        phase=phase_at(now, opens_at, closes_at),
        is_called_off=bool(entry and entry.called_off),
        people=people,
        spark=people.spark(localdate(now)),
        address=address_of(page),
    )


def moments_of_draft(page: Page) -> tuple[datetime, datetime | None]:
    """Return when an event opens and closes by its newest version; the fields of an unpublished page are older."""
    words = page.latest_revision.content
    closes_at = words.get("closes_at")
    ends = datetime.fromisoformat(closes_at) if closes_at else None
    return datetime.fromisoformat(words["opens_at"]), ends


def address_of(page: Page) -> str:
    """Return where its organiser works on it: a draft in the editor, what is public on the screen that runs it."""
    model = page.content_type.model_class()
    if model is CampaignPage:
        return reverse("campaigns_one", args=[page.pk])
    if page.live and model.screen:
        return reverse(model.screen, args=[page.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
