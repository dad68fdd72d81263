"""Letters of the training, in the language of the city."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.assessment.models import TrainingSeat, TrainingSession
from hall.assessment.notifications import spokespersons
from portal.accounts.models import User
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import post_mails, unsent
from units.models import UnitPage


def invite(session: TrainingSession, now: datetime) -> None:
    """Ask the spokespersons of every public unit to send people; whoever speaks for several gets one letter."""
    live = UnitPage.objects.live().values("pk")
    people = {person.pk: person for _unit, person in spokespersons(live)}
    portal = PortalSettings.load()
    post_mails([letter("invited", session, person, now, portal) for person in people.values()])


def tell_seats(kind: str, session: TrainingSession, seats: Iterable[TrainingSeat], now: datetime) -> None:
    """Write to everybody of these places who is still here."""
    portal = PortalSettings.load()
    people = [seat.person for seat in seats if seat.person and seat.person.is_active]
    post_mails([letter(kind, session, person, now, portal) for person in people])


def letter(
    kind: str, session: TrainingSession, person: User, now: datetime, portal: PortalSettings
) -> OutgoingMail:
    url = settings.WAGTAILADMIN_BASE_URL + reverse("training_session", args=[session.pk])
    told = {"session": session, "receiver": person, "url": url, "portal": portal}
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"assessment/training/mail/{kind}_subject.txt", told)
        body = render_to_string(f"assessment/training/mail/{kind}.txt", told)
    return unsent(to=person.email, subject=subject, body=body, now=now)
