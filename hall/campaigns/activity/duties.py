"""What activities do by the clock: remind people the day before."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.activity import letters
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, SignUp
from portal.core.duties import register_duty

AHEAD = timedelta(hours=24)
AT_ONCE = 200


@register_duty("remind_of_activities", every=timedelta(minutes=10))
def remind_of_activities(now: datetime) -> None:
    """Write to everybody who has a place in what begins within a day, each once.

    Whoever signs up on the last day has just had a letter.
    """
    near = ActivityPage.objects.live().filter(
        begins_at__gt=now, begins_at__lte=now + AHEAD, entry__called_off=""
    )
    for page in near:
        while remind_some(page, now):
            pass


@transaction.atomic
def remind_some(page: ActivityPage, now: datetime) -> int:
    """Write the next letters, and mark them as written in the same transaction."""
    rows = SignUp.objects.select_for_update(of=("self",), skip_locked=True).filter(
        activity=page,
        state=SignUpState.IN,
        reminded_at=None,
        signed_up_at__lt=page.begins_at - AHEAD,
    )
    due = list(rows.select_related("person")[:AT_ONCE])
    letters.send_all("reminder", page, due, now)
    SignUp.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    return len(due)
