"""Letters of the assessment to the spokespersons of a unit."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.assessment.models import Appeal, AssessedMonth
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from portal.core.outbox import post_mails, unsent
from units.enums import Role


def spokespersons(units: list[int]) -> list[tuple[int, User]]:
    """Return (unit, person) for everybody who speaks for one of the units."""
    through = User.groups.through.objects.filter(
        group__team__unit__in=units, group__team__role=Role.REVIEWER, user__is_active=True
    )
    rows = through.order_by("group__team__unit", "user").select_related("user", "group__team")
    return [(row.group.team.unit_id, row.user) for row in rows]


def tell_units(month: AssessedMonth, now: datetime) -> None:
    """Tell every unit that its scorecard is there, and until when it may appeal."""
    cards = {card.unit_id: card for card in month.cards.select_related("unit")}
    post_mails(
        letter(
            person,
            "announced",
            {"month": month, "card": cards[unit], "url": address_of(cards[unit], month)},
            now,
        )
        for unit, person in spokespersons(list(cards))
    )


def tell_of_decision(appeal: Appeal, now: datetime) -> None:
    card = appeal.card
    words = {"appeal": appeal, "card": card, "month": card.month, "url": address_of(card, card.month)}
    post_mails(letter(person, "decided", words, now) for _unit, person in spokespersons([card.unit_id]))


def address_of(card, month: AssessedMonth) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse("assessment_card", args=[month, card.unit.code])


def letter(person: User, kind: str, words: dict, now: datetime) -> OutgoingMail:
    """Return a letter in the language of the city."""
    with override(settings.LANGUAGE_CODE):
        said = {**words, "receiver": person}
        subject = render_to_string(f"assessment/mail/{kind}_subject.txt", said)
        body = render_to_string(f"assessment/mail/{kind}.txt", said)
    return unsent(to=person.email, subject=subject, body=body, now=now)
