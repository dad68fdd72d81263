"""The last letter to somebody who has deleted their account."""

from datetime import datetime

from django.template.loader import render_to_string

from portal.accounts.models import User
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import post_mail


def post_goodbye(user: User, *, now: datetime) -> OutgoingMail:
    """Tell the person that it was done: were it not them, nobody else would."""
    context = {"portal": PortalSettings.load()}
    subject = render_to_string("accounts/mail/goodbye_subject.txt", context)
    body = render_to_string("accounts/mail/goodbye.txt", context).strip() + "\n"
    return post_mail(to=user.email, subject=subject, body=body, now=now)
