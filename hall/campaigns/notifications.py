"""Letters about campaigns to the people of units, in their own language."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hall.campaigns.models import CampaignHost
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail
from units.enums import Role
from units.models import Team


def tell_invited(row: CampaignHost) -> None:
    """Ask the spokespersons of a unit whether it hosts a campaign."""
    people = Team.objects.get(unit=row.unit, role=Role.REVIEWER).members()
    words = {"row": row, "url": settings.WAGTAILADMIN_BASE_URL + reverse("campaigns_invitations")}
    write_to(people, "invited", words)


def write_to(people: Iterable[User], kind: str, words: dict) -> None:
    """Write one letter of this kind to each of these people."""
    for person in people:
        told = {**words, "receiver": person}
        with override(language_of(person)):
            subject = render_to_string(f"campaigns/staff_mail/{kind}_subject.txt", told)
            body = render_to_string(f"campaigns/staff_mail/{kind}.txt", told)
        post_mail(to=person.email, subject=subject, body=body, now=timezone.now())
