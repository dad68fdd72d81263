"""What the training does by the clock: remind people the day before, free places of those who left their team."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from hall.assessment.models import TrainingSeat, TrainingSession
from hall.assessment.training import letters
from hall.assessment.training.services import free_place
from portal.core.duties import register_duty
from units.enums import UNIT_ROLES
from units.models import Team

AHEAD = timedelta(hours=24)
AT_ONCE = 200


@register_duty("remind_of_training", every=timedelta(minutes=10))
def remind_of_training(now: datetime) -> None:
    """Write to everybody who has a place in what begins within a day, each once.

    Whoever got the place on the last day has just had a letter.
    """
    near = TrainingSession.objects.told().coming(now)
    for session in near.filter(begins_at__gt=now, begins_at__lte=now + AHEAD):
        while remind_some(session, now):
            pass


@transaction.atomic
def remind_some(session: TrainingSession, now: datetime) -> int:
    """Write the next letters, and mark them as written in the same transaction."""
    rows = TrainingSeat.objects.select_for_update(of=("self",), skip_locked=True).filter(
        session=session, reminded_at=None, enrolled_at__lt=session.begins_at - AHEAD
    )
    due = list(rows.select_related("person")[:AT_ONCE])
    letters.tell_seats("reminder", session, due, now)
    TrainingSeat.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    return len(due)


@register_duty("free_training_places", every=timedelta(minutes=10))
def free_training_places(now: datetime) -> None:
    """Free places in what is still to come of people who left the teams of the unit, by whatever way they left."""
    still_there = Team.objects.filter(
        unit=OuterRef("unit"),
        role__in=UNIT_ROLES,
        group__user=OuterRef("person"),
        group__user__is_active=True,
    )
    coming = TrainingSession.objects.told().coming(now).filter(begins_at__gt=now)
    left = TrainingSeat.objects.filter(~Exists(still_there), session__in=coming, person__isnull=False)
    for seat_id in list(left.values_list("pk", flat=True)[:AT_ONCE]):
        free_place(seat_id=seat_id, now=now)
