"""Units that say nothing, texts that nobody reviews, and urgent releases that nobody has looked at."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, TaskState, WorkflowState

from hall.enums import ReviewLevel
from hall.review.models import ReviewTaskState
from hall.review.models.urgent import UrgentRelease
from hall.silence import silent_units
from hall.supervision.enums import Measure
from hall.supervision.watches.registry import Found, register_watch
from portal.core.workdays import Calendar, day_begins
from units.models import UnitPage

CHUNK = 500


def say_silence(facts: dict) -> str:
    words = ngettext(
        "Its last post is of %(day)s, %(days)d day ago.",
        "Its last post is of %(day)s, %(days)d days ago.",
        facts["days"],
    )
    if not facts["has_posts"]:
        words = ngettext(
            "It has not posted since it was launched on %(day)s, %(days)d day ago.",
            "It has not posted since it was launched on %(day)s, %(days)d days ago.",
            facts["days"],
        )
    return words % {"day": date_format(date.fromisoformat(facts["last_day"])), "days": facts["days"]}


@register_watch(
    "silent_unit",
    label=gettext_lazy("Unit that says nothing"),
    definition=gettext_lazy(
        "A launched unit has posted nothing for ten days or longer. Time counts from the day of its last post, Sundays "
        "and holidays included; the national inspection fails it on the fourteenth day."
    ),
    say=say_silence,
    measure=Measure.CALENDAR_DAYS,
    tell_after=10,
    order_after=14,
    order_days=2,
    tells_desk=True,
)
def units_without_a_word(now: datetime, calendar: Calendar) -> Iterator[Found]:
    for silence in silent_units(now):
        yield Found(
            subject=f"unit {silence.unit.pk} since {silence.last_day.isoformat()}",
            unit_id=silence.unit.pk,
            since=day_begins(silence.last_day),
            facts={
                "last_day": silence.last_day.isoformat(),
                "days": silence.days,
                "has_posts": silence.has_posts,
                "link": reverse("hall_compose"),
                "public_link": silence.unit.get_url(),
            },
        )


def say_after_review(facts: dict) -> str:
    return _(
        "A post went public through the urgent lane on %(released)s. Its after-review was due on %(due)s and is open."
    ) % {"released": in_short(facts["released_at"]), "due": in_short(facts["due_at"])}


@register_watch(
    "open_after_review",
    label=gettext_lazy("Urgent release without after-review"),
    definition=gettext_lazy(
        "A post that went public through the urgent lane has not been looked at afterwards by the end of its time. "
        "It is the unit's where spokespersons look, and the hall desk's where the category asks for more."
    ),
    say=say_after_review,
    measure=Measure.WORKING_HOURS,
    tell_after=0,
    order_after=8,
    order_days=1,
    tells_desk=True,
)
def open_after_reviews(now: datetime, calendar: Calendar) -> Iterator[Found]:
    late = UrgentRelease.objects.open().filter(due_at__lt=now).order_by()
    for release in late.select_related("page").iterator(chunk_size=CHUNK):
        facts = {
            "released_at": release.released_at.isoformat(),
            "due_at": release.due_at.isoformat(),
            "link": reverse("after_review", args=[release.pk]),
        }
        if release.page.live:
            facts["public_link"] = release.page.get_url()
        is_units = release.level == ReviewLevel.UNIT
        yield Found(f"release {release.pk}", release.unit_id if is_units else None, release.due_at, facts)


def say_review(facts: dict) -> str:
    return _("A text waits at the step “%(step)s” of its review, which was due on %(due)s.") % {
        "step": ReviewLevel(facts["level"]).label,
        "due": in_short(facts["due_at"]),
    }


@register_watch(
    "late_review",
    label=gettext_lazy("Review past its time"),
    definition=gettext_lazy(
        "A step of a review is open after its deadline. The unit's own step is the unit's, the step of the hall desk "
        "is the desk's. The step of the city office, which appoints the inspectors, is not watched."
    ),
    say=say_review,
    measure=Measure.WORKING_HOURS,
    tell_after=4,
    order_after=14,
    order_days=1,
)
def late_reviews(now: datetime, calendar: Calendar) -> Iterator[Found]:
    late = ReviewTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__current_task_state=F("pk"),
        level__in=[ReviewLevel.UNIT, ReviewLevel.HALL_DESK],
        due_at__lt=now,
    )
    columns = ["pk", "level", "due_at", "workflow_state__object_id"]
    for rows in in_chunks(late.order_by().values_list(*columns).iterator(chunk_size=CHUNK)):
        units = units_of_pages({int(page) for _pk, _level, _due, page in rows})
        for pk, level, due_at, page in rows:
            unit_id = units.get(int(page)) if level == ReviewLevel.UNIT else None
            if unit_id is None and level == ReviewLevel.UNIT:
                continue
            facts = {
                "level": level,
                "due_at": due_at.isoformat(),
                "link": reverse("review_post", args=[int(page)]),
            }
            yield Found(f"step {pk}", unit_id, due_at, facts)


def units_of_pages(pages: set[int]) -> dict[int, int]:
    """Return the unit below which each page stands, the nearest one. Two queries."""
    paths = dict(Page.objects.filter(pk__in=pages).values_list("pk", "path"))
    step = UnitPage.steplen
    above = {path[:end] for path in paths.values() for end in range(step, len(path), step)}
    units = dict(UnitPage.objects.filter(path__in=above).values_list("path", "pk"))
    found = {}
    for pk, path in paths.items():
        chain = (path[:end] for end in range(len(path) - step, 0, -step))
        found[pk] = next((units[place] for place in chain if place in units), None)
    return {pk: unit for pk, unit in found.items() if unit}


def in_chunks(rows) -> Iterator[list]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def in_short(moment: str) -> str:
    return date_format(localtime(datetime.fromisoformat(moment)), "SHORT_DATETIME_FORMAT")
