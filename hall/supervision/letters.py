"""Letters to those who watch and to those who are watched, in their own language and without a word of a citizen."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hall.supervision.models import AccountabilityRecord, SupervisionOrder
from hall.supervision.people import people_of
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from portal.core.outbox import post_mail, unsent


def letter(person: User, kind: str, words: Callable[[], dict], now: datetime) -> OutgoingMail:
    """Return a letter that is not kept yet. `words` is asked in the language of whoever gets it."""
    with override(language_of(person)):
        given = {"receiver": person, "url": at_home(reverse("supervision")), **words()}
        subject = render_to_string(f"supervision/staff_mail/{kind}_subject.txt", given)
        body = render_to_string(f"supervision/staff_mail/{kind}.txt", given)
    return unsent(to=person.email, subject=subject, body=body, now=now)


def post(people: Iterable[User], kind: str, words: dict, now: datetime) -> None:
    """Write one letter to each of `people`; it goes out after the commit."""
    for person in people:
        mail = letter(person, kind, lambda: words, now)
        post_mail(to=mail.to, subject=mail.subject, body=mail.body, now=now)


def tell_unit(order: SupervisionOrder, kind: str, words: dict, now: datetime) -> None:
    """Tell the spokespersons of the unit, or the hall desk, what became of an order."""
    people = people_of([order.unit_id]).spokespersons.get(order.unit_id, [])
    post(people, kind, {"order": order, "url": address_of(order), **words}, now)


def tell_inspectors(order: SupervisionOrder, kind: str, words: dict, now: datetime) -> None:
    post(
        people_of([]).inspectors_of(order.unit),
        kind,
        {"order": order, "url": address_of(order), **words},
        now,
    )


def address_of(thing: SupervisionOrder | AccountabilityRecord) -> str:
    return at_home(thing.get_absolute_url())


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
