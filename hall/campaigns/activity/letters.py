"""Letters to people who signed up, in the language of the city. Each brings the secret link anew."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.campaigns.activity.links import at_home, path_of
from hall.campaigns.models import ActivityPage, SignUp
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import post_mail, post_mails, unsent


def send(kind: str, page: ActivityPage, row: SignUp, now: datetime) -> None:
    """Write to one person at once."""
    post_mail(**written(kind, page, row, now, portal=PortalSettings.load()))


def send_all(kind: str, page: ActivityPage, rows: Iterable[SignUp], now: datetime, **words) -> None:
    """Write to many; the letters go out one after the other, within the next minutes."""
    portal = PortalSettings.load()
    post_mails([letter(kind, page, row, now, portal=portal, **words) for row in rows])


def letter(kind: str, page: ActivityPage, row: SignUp, now: datetime, **words) -> OutgoingMail:
    return unsent(**written(kind, page, row, now, **words))


def written(kind: str, page: ActivityPage, row: SignUp, now: datetime, **words) -> dict:
    told = {
        "page": page,
        "row": row,
        "url": at_home(path_of(row.seed)),
        "calendar_url": at_home(reverse("activity_calendar", args=[page.pk])),
        **words,
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"campaigns/mail/{kind}_subject.txt", told)
        body = render_to_string(f"campaigns/mail/{kind}.txt", told)
    return {"to": address_of(row), "subject": subject, "body": body, "now": now}


def address_of(row: SignUp) -> str:
    """Return where letters go: to the address that a person has now, else to the one that was given."""
    return row.person.email if row.person and row.person.is_active else row.email
