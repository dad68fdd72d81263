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
    kind = ARRIVALS.get(event.kind)
    # What comes in for a unit is given to it at once: that is the line of which the unit hears.
    is_given_next = event.kind == ConcernEventKind.RECEIVED and event.concern.unit_id
    if kind and not is_given_next:
        tell_of_arrival(event.concern, kind, event.at)
