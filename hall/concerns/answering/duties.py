"""What those who answer are told by the clock."""

from datetime import datetime, timedelta

from hall.concerns.answering.reminders import remind
from portal.core.duties import register_duty


@register_duty("concern_deadlines", every=timedelta(minutes=15))
def tell_of_deadlines(now: datetime) -> None:
    remind(now=now)
