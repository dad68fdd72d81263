"""Letters to people. A letter is written together with what it speaks of, sent after the commit, and kept until the
mail server has taken it: a server that is away holds nothing up and loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q

from portal.core import tasks
from portal.core.background import enqueue_after_commit
from portal.core.models import OutgoingMail


@dataclass(frozen=True)
class Trouble:
    """Letters that could not be sent, the oldest of them, and what the mail server said."""

    count: int
    since: datetime
    error: str


def unsent(*, to: str, subject: str, body: str, now: datetime, headers: dict | None = None) -> OutgoingMail:
    """Return a letter that is not kept yet."""
    return OutgoingMail(
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        written_at=now,
        next_try_at=now,
    )


@transaction.atomic
def post_mail(
    *, to: str, subject: str, body: str, now: datetime, headers: dict | None = None
) -> OutgoingMail:
    """Write a letter in the transaction of what it speaks of; it goes out after the commit."""
    mail = unsent(to=to, subject=subject, body=body, now=now, headers=headers)
    mail.save()
    enqueue_after_commit(tasks.send_mail, mail_id=mail.pk)
    return mail


@transaction.atomic
def post_mails(letters: Iterable[OutgoingMail]) -> None:
    """Write many letters at once, such as those of `unsent`. The duty sends them, so many a minute."""
    OutgoingMail.objects.bulk_create(letters, batch_size=500)


def trouble() -> Trouble | None:
    """Return what is wrong with the mail: letters that were tried and not taken."""
    failed = OutgoingMail.objects.filter(~Q(error=""), sent_at=None)
    since = failed.aggregate(since=Min("written_at"))["since"]
    if since is None:
        return None
    return Trouble(failed.count(), since, failed.order_by("-tried_at").values_list("error", flat=True)[0])
