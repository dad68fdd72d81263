"""Words to those who moderate."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail

LINES_SHOWN = 20


def tell_what_waits(person: User, queues: list, now: datetime) -> None:
    """Write to a moderator what waits this morning (`letters.Waiting`), in each of their queues."""
    write_to(person, "comments_waiting", now, queues=queues, total=sum(queue.count for queue in queues))


def tell_of_late(person: User, comments: list, now: datetime) -> None:
    """Write to somebody of the hall desk which comments have waited too long."""
    words = {"comments": comments[:LINES_SHOWN], "total": len(comments)}
    write_to(person, "comments_late", now, **words, more=max(0, len(comments) - LINES_SHOWN))


def write_to(person: User, kind: str, now: datetime, **words) -> None:
    words |= {"person": person, "url": settings.WAGTAILADMIN_BASE_URL + reverse("comments")}
    with override(language_of(person)):
        subject = render_to_string(f"interaction/mail/{kind}_subject.txt", words)
        body = render_to_string(f"interaction/mail/{kind}.txt", words)
    post_mail(to=person.email, subject=subject, body=body, now=now)
