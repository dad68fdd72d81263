"""The desk writes down a serious incident, or takes one back."""

from datetime import date, datetime

from django.db import transaction

from hall.assessment.models import Incident
from hall.assessment.models.incident import GROUNDS_LIMIT
from hall.assessment.permissions import why_not_note_incident, why_not_take_back_incident, why_not_words
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day
from units.models import UnitPage


@transaction.atomic
def note_incident(*, unit: UnitPage, happened_on: date, grounds: str, user: User, now: datetime) -> Incident:
    """Write down what a unit did or left undone. Raises `Refused`."""
    grounds = tidy(grounds).strip()
    refuse_if(why_not_note_incident(user, happened_on, local_day(now)), why_not_words(grounds, GROUNDS_LIMIT))
    return Incident.objects.create(
        unit=unit, happened_on=happened_on, grounds=grounds, noted_by=user, noted_at=now
    )


@transaction.atomic
def take_back_incident(*, incident_id: int, reason: str, user: User, now: datetime) -> Incident:
    """Take an incident back with a reason; months that are computed afterwards do not count it. Raises `Refused`."""
    incident = Incident.objects.select_for_update().get(pk=incident_id)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_take_back_incident(user, incident), why_not_words(reason, 300))
    incident.taken_back_at, incident.taken_back_by, incident.why_taken_back = now, user, reason
    incident.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
    return incident
