"""What is due by the clock: the letters that people asked for."""

from datetime import datetime, timedelta

from hall.campaigns.reminding.services import write_reminders
from portal.core.duties import register_duty


@register_duty("remind_of_events", every=timedelta(minutes=1))
def remind_of_events(now: datetime) -> None:
    write_reminders(now=now)
