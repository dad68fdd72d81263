"""Concerns that nobody has answered in time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.concerns.models import Concern
from hall.supervision.enums import Measure
from hall.supervision.watches.registry import Found, register_watch
from portal.core.workdays import Calendar, day_begins, local_day

CHUNK = 500


def say(facts: dict) -> str:
    words = (
        _("Concern %(number)s was to be answered by %(day)s and has no answer.")
        if facts["with_unit"]
        else _("Concern %(number)s was to be answered by %(day)s and is still with the hall desk.")
    )
    return words % {"number": facts["number"], "day": date_format(date.fromisoformat(facts["due_on"]))}


@register_watch(
    "overdue_concern",
    label=gettext_lazy("Concern not answered in time"),
    definition=gettext_lazy(
        "A concern has no answer on the day after its deadline. Time counts from then, or from the day on which the "
        "unit got it if that was later."
    ),
    say=say,
    measure=Measure.WORKING_DAYS,
    tell_after=1,
    order_after=2,
    order_days=3,
    tells_lead=True,
    tells_spokespersons=False,
)
def overdue_concerns(now: datetime, calendar: Calendar) -> Iterator[Found]:
    late = Concern.objects.overdue(local_day(now)).order_by()
    fields = ["pk", "number", "unit", "due_on", "assigned_at", "reopened_times", *PUBLIC]
    for concern in late.only(*fields).iterator(chunk_size=CHUNK):
        late_since = day_begins(concern.due_on + timedelta(days=1))
        facts = {
            "number": concern.number,
            "due_on": concern.due_on.isoformat(),
            "with_unit": concern.unit_id is not None,
            "link": reverse("concerns_concern", args=[concern.number]),
        }
        if concern.is_public:
            facts["public_link"] = concern.get_absolute_url()
        yield Found(
            subject=f"concern {concern.pk}, opened again {concern.reopened_times}, with {concern.unit_id or 'desk'}",
            unit_id=concern.unit_id,
            since=max(late_since, concern.assigned_at or late_since),
            facts=facts,
        )


# What `Concern.is_public` reads.
PUBLIC = ["is_private", "shown_at", "hidden_at", "outcome"]
