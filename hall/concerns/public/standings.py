"""How a public concern stands, in words: how long there is still, or how long it took. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.concerns.deadlines import working_days_left
from hall.concerns.models import Concern
from portal.core.workdays import Calendar


@dataclass(frozen=True)
class Standing:
    """Words for a badge, and its tone: "done", "open", "soon" or "late"."""

    words: str
    tone: str


def standing_of(concern: Concern, today: date, calendar: Calendar) -> Standing:
    if not concern.is_open():
        return Standing(time_taken(concern.days_taken), "done")
    left = working_days_left(today, concern.due_on, calendar)
    if today > concern.due_on:
        days = -left
        late = ngettext("%(days)d working day late", "%(days)d working days late", days) % {"days": days}
        return Standing(late if days else _("Late"), "late")
    if left == 0:
        return Standing(_("To be answered today"), "soon")
    words = ngettext("%(days)d working day left", "%(days)d working days left", left) % {"days": left}
    return Standing(words, "soon" if left == 1 else "open")


def time_taken(days: int | None) -> str:
    if days is None:
        return _("Answered")
    if days == 0:
        return _("Answered the same day")
    return ngettext("Answered in %(days)d working day", "Answered in %(days)d working days", days) % {
        "days": days
    }
