"""The duty that looks after letters which were not taken at once."""

from datetime import datetime, timedelta

from portal.core import sending, tasks
from portal.core.duties import register_duty


@register_duty("mail", every=timedelta(minutes=1))
def keep_mail(now: datetime) -> None:
    """Leave the tries to the background: a server that does not answer must not hold up other duties."""
    if sending.waiting(now).exists():
        tasks.send_waiting.enqueue()
    sending.forget_old(now=now)
