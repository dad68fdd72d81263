"""What those who answer hear of as it happens."""

from django.dispatch import receiver

from hall.concerns.answering.reminders import tell_of_arrival
from hall.concerns.enums import ConcernEventKind
from hall.concerns.signals import concern_recorded

ARRIVALS = {
    ConcernEventKind.RECEIVED: "arrived",
    ConcernEventKind.ASSIGNED: "arrived",
    ConcernEventKind.TRANSFERRED: "arrived",
    ConcernEventKind.REOPENED: "reopened",
    ConcernEventKind.WRITTEN_TO: "written_to",
}


@receiver(concern_recorded)
def tell_those_who_answer(event, **kwargs):
    """Write to the unit that has a concern now, or to the desk."""
    if kind := ARRIVALS.get(event.kind):
        tell_of_arrival(event.concern, kind, event.at)
