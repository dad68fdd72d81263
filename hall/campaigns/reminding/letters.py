"""The one letter that a reminder is, with the way out of all that are still to come."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from hall.campaigns.models import EventReminder
from portal.accounts.one_click import StopLink
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import unsent

REMINDERS = StopLink("event_reminders", "event_reminders_stop")


def letter(row: EventReminder, portal: PortalSettings, now: datetime) -> OutgoingMail:
    told = {
        "row": row,
        "page": row.page,
        "entry": row.page.entry,
        "portal": portal,
        "url": settings.WAGTAILADMIN_BASE_URL + row.page.url,
        "stop": REMINDERS.full_address(row.person),
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("campaigns/mail/event_reminder_subject.txt", told)
        body = render_to_string("campaigns/mail/event_reminder.txt", told)
    headers = REMINDERS.headers(row.person)
    return unsent(to=row.person.email, subject=subject, body=body, now=now, headers=headers)
