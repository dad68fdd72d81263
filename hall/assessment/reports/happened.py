"""What else happened in a month, in the city or in one unit: posts, events, good deeds, training, orders, opinions.

Each read is a fixed number of queries, however many units there are. All is counted when somebody reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from hall.assessment.calendar_month import Month
from hall.assessment.models import GoodDeed, TrainingSession
from hall.campaigns.dashboard.people import COUNTED, people_of
from hall.campaigns.enums import EventKind
from hall.campaigns.models import EventEntry
from hall.models import TimelineEntry
from hall.supervision.enums import OPEN_STATES, OWED_STATES, OrderState
from hall.supervision.models import OpinionItem, SupervisionOrder
from hall.supervision.opinion.enums import ItemState
from portal.core.workdays import local_day
from units.models import UnitPage


@dataclass(frozen=True)
class Event:
    title: str
    kind: str
    unit: str
    opens_at: datetime
    people: int | None


@dataclass(frozen=True)
class BestPost:
    """A post with what citizens and other units did with it."""

    title: str
    url: str
    published_at: datetime
    likes: int
    comments: int
    reposts: int


@dataclass(frozen=True)
class Class:
    """A training session that was held: places that were taken, people who came, people who passed."""

    title: str
    begins_at: datetime
    seats: int
    came: int
    passed: int


def within(name: str, month: Month, unit: UnitPage | None = None) -> Q:
    """Return the condition that a moment lies in the month and, if one is asked for, that the unit is this one."""
    inside = Q(**{f"{name}__gte": month.begins, f"{name}__lt": month.ends})
    return inside & Q(unit=unit) if unit else inside


def categories_of(month: Month, unit: UnitPage | None) -> list[tuple[str, int]]:
    """Return how many posts that are still public belong to each category, the most first."""
    entries = TimelineEntry.objects.filter(within("published_at", month, unit)).order_by()
    rows = entries.values_list("category__name").annotate(many=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def best_post(month: Month, unit: UnitPage) -> BestPost | None:
    """Return the unit's own post of the month that people did the most with; the earlier one of two that are equal."""
    entries = TimelineEntry.objects.filter(within("published_at", month, unit), is_repost=False)
    likes = Coalesce(F("post__like_count__total"), 0)
    ranked = entries.annotate(likes=likes, all=likes + F("comment_count") + F("repost_count"))
    best = ranked.filter(all__gt=0).select_related("post").order_by("-all", "published_at", "pk").first()
    if best is None:
        return None
    counts = (best.likes, best.comment_count, best.repost_count)
    return BestPost(best.post.title, best.post.url or "", best.published_at, *counts)


def events_of(month: Month, unit: UnitPage | None) -> list[Event]:
    """Return the campaigns and micro-events that began, those that reached the most people first.

    Of what counts nobody, such as a live report, the people are not known.
    """
    entries = EventEntry.objects.filter(within("opens_at", month, unit), called_off="")
    rows = list(entries.order_by("opens_at", "pk").select_related("page", "unit"))
    people = people_of({entry.page_id: EventKind(entry.kind) for entry in rows})
    found = [
        Event(
            entry.page.title,
            str(entry.get_kind_display()),
            entry.unit.title,
            entry.opens_at,
            people[entry.page_id].total if entry.kind in COUNTED else None,
        )
        for entry in rows
    ]
    return sorted(found, key=lambda event: -(event.people or 0))


def deeds_of(month: Month, unit: UnitPage | None) -> list[tuple[str, str, datetime]]:
    """Return (words, unit, moment) of the good deeds that the desk confirmed."""
    deeds = GoodDeed.objects.confirmed().filter(within("decided_at", month, unit))
    return list(deeds.order_by("decided_at", "pk").values_list("words", "unit__title", "decided_at"))


def classes_of(month: Month, now: datetime, unit: UnitPage | None) -> list[Class]:
    """Return the training sessions of the month that were held, with the people of the unit or of all units."""
    ours = Q(seats__unit=unit) if unit else Q()
    held = TrainingSession.objects.told().filter(
        within("begins_at", month), cancelled_at=None, ends_at__lte=now
    )
    rows = held.order_by("begins_at", "pk").annotate(
        taken=Count("seats", filter=ours & Q(seats__isnull=False)),
        came=Count("seats", filter=ours & Q(seats__attended_at__isnull=False)),
        passed=Count("seats", filter=ours & Q(seats__certified_at__isnull=False)),
    )
    return [Class(*row) for row in rows.values_list("title", "begins_at", "taken", "came", "passed")]


def orders_of(month: Month, now: datetime, unit: UnitPage | None) -> Mapping[str, int]:
    """Count supervision orders: issued and closed in the month; open and overdue as it is now."""
    orders = SupervisionOrder.objects.filter(unit=unit) if unit else SupervisionOrder.objects.all()
    owed = Q(state__in=OWED_STATES)
    return orders.order_by().aggregate(
        issued=Count("pk", filter=within("issued_at", month) & ~Q(state=OrderState.CANCELLED)),
        closed=Count("pk", filter=within("ended_at", month) & Q(state=OrderState.CLOSED)),
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        overdue=Count("pk", filter=owed & Q(due_on__lt=local_day(now))),
    )


def opinions_of(month: Month) -> Mapping[str, int]:
    """Count what the opinion desk took in, and what was responded to in time."""
    in_time = Q(responded_at__isnull=False, responded_at__lte=F("first_due_at"))
    asked = within("came_in_at", month) & Q(weighed_at__isnull=False) & ~Q(state=ItemState.SET_ASIDE)
    return OpinionItem.objects.order_by().aggregate(
        came_in=Count("pk", filter=within("came_in_at", month)),
        weighed=Count("pk", filter=asked),
        in_time=Count("pk", filter=asked & in_time),
        closed=Count("pk", filter=within("ended_at", month) & Q(state=ItemState.CLOSED)),
    )
