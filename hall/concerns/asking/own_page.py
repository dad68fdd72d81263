"""What the page of a concern shows to who asked."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from hall.concerns.asking.acts import ACTS
from hall.concerns.asking.story import story_of
from hall.concerns.holdings import Holding, holdings
from hall.concerns.models import Concern, Message
from hall.concerns.models.picture import MOST_PICTURES
from portal.core.queries import load_calendar
from portal.core.workdays import local_day
from units.models import UnitPage


def own_page(concern: Concern, user, now: datetime, sent: dict | None = None) -> dict:
    """Return the context of the page. `sent` are forms that were sent and not taken, by name of their act."""
    sent = sent or {}
    forms = {
        verb: sent.get(verb) or act.form(initial={"token": secrets.token_urlsafe(16)})
        for verb, act in ACTS.items()
        if verb in sent or not act.why_not(user, concern, now)
    }
    if concern.asked_back_at and "message" in forms:
        forms["message"].fields["text"].label = _("Your answer")
    if "solved" in forms:
        forms.pop("rate", None)
    return {
        "concern": concern,
        "deadline": concern.deadline,
        "is_overdue": concern.is_overdue(local_day(now)),
        "story": story_of(concern),
        "holders": holders_of(concern, now),
        "pictures": concern.pictures.of_question(),
        "forms": forms,
        "question": question_of(concern),
        "most_pictures": MOST_PICTURES,
        "public": concern.merged_into if concern.merged_into and concern.merged_into.is_public else None,
    }


def question_of(concern: Concern) -> Message | None:
    """Return what those who answer asked back, as long as it waits for an answer; they may have passed it on since."""
    asked = concern.messages.asked_back().select_related("unit")
    return asked.last() if concern.asked_back_at else None


def holders_of(concern: Concern, now: datetime) -> list[tuple[str, Holding, int]]:
    """Return who held a concern and for how many working days, once it was passed on; nobody wonders before."""
    moves = list(concern.transfers.values_list("at", "from_unit", "to_unit"))
    if not moves:
        return []
    until = concern.closed_at or (now if concern.is_open() else concern.answered_at)
    found = holdings(concern.received_at, concern.unit_id, moves, until)
    names = dict(UnitPage.objects.filter(pk__in={one.unit_id for one in found}).values_list("pk", "title"))
    calendar = load_calendar()
    return [(names.get(one.unit_id, ""), one, one.working_days(calendar)) for one in found]
