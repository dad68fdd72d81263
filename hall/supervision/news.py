"""What is new for each unit, told in one letter: orders of the watches and what may become one."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hall.supervision.letters import address_of, letter
from hall.supervision.models import Sighting, SupervisionOrder, WatchRule
from hall.supervision.people import People, people_of
from portal.accounts.models import User
from portal.core.outbox import post_mails
from units.models import UnitPage

UNITS_AT_ONCE = 200


@dataclass
class News:
    """What one letter says of one unit."""

    unit_name: str
    orders: list[SupervisionOrder] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)

    def in_words(self) -> dict:
        return {
            "unit": self.unit_name or _("the hall desk"),
            "orders": [(order, address_of(order)) for order in self.orders],
            "sightings": [(sighting.in_words(), sighting.order_at) for sighting in self.sightings],
        }


def tell_news(now: datetime) -> int:
    """Tell everybody whom it concerns what has not been told. Returns how many letters were written."""
    units = {*untold_orders().values_list("unit", flat=True)}
    units |= {*untold_sightings(now).values_list("unit", flat=True)}
    return sum(tell_units(some, now) for some in in_batches(sorted(units, key=lambda pk: pk or 0)))


@transaction.atomic
def tell_units(unit_ids: Collection[int | None], now: datetime) -> int:
    """Tell what is new about some units, and mark it as told in the transaction of the letters."""
    there = of_units(unit_ids)
    orders = untold_orders().filter(there).select_for_update(of=("self",))
    orders = list(orders.select_related("unit").order_by("pk"))
    sightings = untold_sightings(now).filter(there).select_for_update(of=("self",))
    sightings = list(sightings.select_related("order", "unit").order_by("since", "pk"))
    if not orders and not sightings:
        return 0
    SupervisionOrder.objects.filter(pk__in=[order.pk for order in orders]).update(told_at=now)
    Sighting.objects.filter(pk__in=[sighting.pk for sighting in sightings]).update(told_at=now)
    news = news_by_person(orders, sightings, people_of(unit_ids))
    post_mails(letter(person, "news", lambda told=told: in_words(told), now) for person, told in news.items())
    return len(news)


def news_by_person(
    orders: list[SupervisionOrder], sightings: list[Sighting], people: People
) -> dict[User, list[News]]:
    """Return what each person is to read, a part for each unit. What has become an order is told as that."""
    rules = {rule.watch: rule for rule in WatchRule.objects.all()}
    told: dict[User, dict[int | None, News]] = defaultdict(dict)

    def of(person: User, thing, name: str) -> News:
        return told[person].setdefault(thing.unit_id, News(name))

    for order in orders:
        for person in readers(order.unit, None, people):
            of(person, order, order.unit_name).orders.append(order)
    for sighting in sightings:
        if hasattr(sighting, "order") or sighting.watch not in rules:
            continue
        name = sighting.unit.title if sighting.unit else ""
        for person in readers(sighting.unit, rules[sighting.watch], people):
            of(person, sighting, name).sightings.append(sighting)
    return {person: list(by_unit.values()) for person, by_unit in told.items()}


def readers(unit: UnitPage | None, rule: WatchRule | None, people: People) -> list[User]:
    """Return who reads about a sighting by its rule; an order is for those who answer and those who inspect."""
    chosen: list[User] = []
    unit_id = unit.pk if unit else None
    if rule is None or rule.tells_spokespersons:
        chosen += people.spokespersons.get(unit_id, [])
    if rule is None or rule.tells_inspectors:
        chosen += people.inspectors_of(unit)
    if rule and rule.tells_lead:
        chosen += people.leads.get(unit_id, [])
    if rule and rule.tells_desk:
        chosen += people.desk
    return list(dict.fromkeys(chosen))


def in_words(told: list[News]) -> dict:
    return {
        "parts": [news.in_words() for news in told],
        "orders": sum(len(news.orders) for news in told),
        "sightings": sum(len(news.sightings) for news in told),
    }


def untold_orders():
    return SupervisionOrder.objects.filter(told_at=None)


def untold_sightings(now: datetime):
    return Sighting.objects.standing().filter(told_at=None, tell_at__lte=now)


def of_units(unit_ids: Collection[int | None]) -> Q:
    there = Q(unit__in=[pk for pk in unit_ids if pk])
    return there | Q(unit=None) if None in unit_ids else there


def in_batches(unit_ids: list[int | None]) -> Iterator[list[int | None]]:
    for start in range(0, len(unit_ids), UNITS_AT_ONCE):
        yield unit_ids[start : start + UNITS_AT_ONCE]
