from django.dispatch import receiver

from hall.concerns.deadlines import working_days_left
from hall.concerns.enums import ConcernEventKind
from hall.concerns.models import Concern
from hall.concerns.showing.services import forget_public_words, offer_answer
from hall.concerns.signals import concern_recorded
from portal.core.queries import load_calendar
from portal.core.workdays import local_day

ENDS = {ConcernEventKind.WITHDRAWN, ConcernEventKind.MERGED}


@receiver(concern_recorded)
def keep_public_words_true(event, **kwargs):
    """Show an answer that was sent, and take off what is public no more."""
    if event.kind == ConcernEventKind.ANSWERED:
        note_days_taken(event)
        offer_answer(concern_id=event.concern_id, now=event.at)
    elif event.kind in ENDS:
        forget_public_words(concern_id=event.concern_id)


def note_days_taken(event) -> None:
    """Write down how many working days the first answer took: a figure of the unit must not count calendars."""
    asked_on, answered_on = local_day(event.concern.received_at), local_day(event.at)
    days = working_days_left(asked_on, max(asked_on, answered_on), load_calendar())
    Concern.objects.filter(pk=event.concern_id, days_taken__isnull=True).update(days_taken=days)
