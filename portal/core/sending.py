"""Sends the letters of the outbox, and tries again later those that the mail server would not take.

Each try begins by claiming the letter, so that of several processes one sends it.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from time import monotonic

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F

from portal.core.models import OutgoingMail
from portal.core.signals import mail_tried

logger = logging.getLogger(__name__)

# Longer than the mail server may take to answer: a process that died while it sent is not waited for.
LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)
# Who got which letter may be asked for some days; then it is nobody's business any more.
KEPT_FOR = timedelta(days=14)
AT_ONCE = 100
# Seconds. The lease of every letter of a batch counts from its beginning, so a slow server must not stretch it.
BATCH_LASTS = 60
# Of one letter, not of the server: the others are tried all the same.
OF_ONE_LETTER = (SMTPRecipientsRefused, SMTPDataError, ValueError)


def send_now(*, mail_id: int, now: datetime) -> None:
    """Try a new letter, unless the server has failed others a moment ago: then the duty tries it with them."""
    just_failed = OutgoingMail.objects.filter(
        sent_at=None, is_server_down=True, tried_at__gt=now - timedelta(minutes=1)
    )
    mail = OutgoingMail.objects.filter(pk=mail_id, tries=0).first()
    if mail and not just_failed.exists():
        try_to_send(mail, now)


def waiting(now: datetime):
    """Return the letters whose time has come."""
    return OutgoingMail.objects.filter(sent_at=None, next_try_at__lte=now).order_by("next_try_at", "pk")


def send_waiting(*, now: datetime) -> None:
    """Try all letters whose time has come, until the server fails one."""
    begun = monotonic()
    for mail in waiting(now)[:AT_ONCE]:
        if monotonic() - begun > BATCH_LASTS or not try_to_send(mail, now):
            return


def try_to_send(mail: OutgoingMail, now: datetime) -> bool:
    """Send a letter, unless another process does. Returns whether the server is fit for others."""
    if not claim(mail, now):
        return True
    failure = None
    try:
        EmailMessage(
            mail.subject, mail.body, to=[mail.to], headers=mail.headers, connection=get_connection()
        ).send()
    except Exception as caught:  # whatever a mail server, a network or an address may do
        failure = caught
        logger.warning("A letter to %s was not sent: %s", mail.to, caught)
    settle(mail, failure, now)
    return not mail.is_server_down


def claim(mail: OutgoingMail, now: datetime) -> bool:
    """Keep a letter for this process while it tries to send it."""
    seen = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None, next_try_at=mail.next_try_at)
    return bool(seen.update(next_try_at=now + LEASE, tries=F("tries") + 1, tried_at=now))


@transaction.atomic
def settle(mail: OutgoingMail, failure: Exception | None, now: datetime) -> None:
    """Write down what became of a try, and when the next one is due."""
    mail.tries += 1
    mail.tried_at = now
    mail.is_server_down = failure is not None and not isinstance(failure, OF_ONE_LETTER)
    if failure is None:
        mail.sent_at, mail.next_try_at, mail.error, mail.body = now, None, "", ""
    else:
        mail.error = str(failure) or type(failure).__name__
        pause = min(timedelta(minutes=2 ** min(mail.tries, 10)), LONGEST_PAUSE)
        mail.next_try_at = now + pause if now - mail.written_at < GIVE_UP_AFTER else None
        if mail.next_try_at is None:
            mail.body = ""  # It may hold a way in that nobody shall read from here.
    mail.save()
    mail_tried.send(OutgoingMail, mail=mail)


def forget_old(*, now: datetime) -> None:
    """Remove letters that were sent, or given up, some days ago."""
    OutgoingMail.objects.filter(next_try_at=None, tried_at__lt=now - KEPT_FOR).delete()
