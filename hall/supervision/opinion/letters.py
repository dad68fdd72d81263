"""Letters about opinion items: to the people of a unit, and back to the desk. In their language, without the words."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from hall.supervision.models import OpinionItem
from portal.accounts.languages import language_of
from portal.accounts.models import User
from portal.core.outbox import post_mail
from units.enums import Role


def people_of_unit(item: OpinionItem) -> Iterable[User]:
    """Return the liaisons and spokespersons of the unit that has an item."""
    roles = [Role.LIAISON, Role.REVIEWER]
    people = User.objects.filter(
        groups__team__unit=item.unit_id, groups__team__role__in=roles, is_active=True
    )
    return people.distinct().order_by("pk")


def people_of_hall(*roles: Role) -> Iterable[User]:
    """Return who is in these teams of the whole hall."""
    people = User.objects.filter(groups__team__unit=None, groups__team__role__in=roles, is_active=True)
    return people.distinct().order_by("pk")


def tell(people: Iterable[User], kind: str, words: dict, now: datetime) -> int:
    """Write one letter to each of `people`; it goes out after the commit. Returns how many."""
    count = 0
    for person in people:
        with override(language_of(person)):
            given = {"receiver": person, **words}
            subject = render_to_string(f"supervision/opinion/staff_mail/{kind}_subject.txt", given)
            body = render_to_string(f"supervision/opinion/staff_mail/{kind}.txt", given)
        post_mail(to=person.email, subject=subject, body=body, now=now)
        count += 1
    return count


def tell_unit(item: OpinionItem, kind: str, now: datetime) -> None:
    tell(people_of_unit(item), kind, {"item": item, "url": at_home(item.get_absolute_url())}, now)


def tell_desk(item: OpinionItem, kind: str, now: datetime) -> None:
    words = {"item": item, "url": at_home(item.get_absolute_url())}
    tell(people_of_hall(Role.HALL_DESK), kind, words, now)


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
