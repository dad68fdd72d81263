"""What the ground floor leaves to the background: the mail server may be slow or away."""

from django.utils import timezone
from django_tasks import task

from portal.core import sending


@task()
def send_mail(mail_id: int) -> None:
    """Send one letter that was just written."""
    sending.send_now(mail_id=mail_id, now=timezone.now())


@task()
def send_waiting() -> None:
    """Send the letters whose next try is due."""
    sending.send_waiting(now=timezone.now())
