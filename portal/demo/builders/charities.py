"""Good causes of the demo city: what people promised, what came, where it went. All of it through the verbs."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.charity.services import pledge, receive_pledge, tell_where_it_went
from hall.campaigns.models import CharityGoal, CharityPage
from portal.demo.builders.campaigns import bring_event, bring_organiser
from portal.demo.builders.comments import resident
from portal.demo.builders.pictures import describe, drawn_file
from portal.demo.reading import read_toml, slug_of


@transaction.atomic
def bring_charities(now: datetime) -> None:
    """Bring the good causes of `charities.toml` into campaigns that are there and do not have them yet."""
    for row in read_toml("charities.toml")["charity"]:
        goals = [CharityGoal(sort_order=place, **goal) for place, goal in enumerate(row["goals"])]
        if page := bring_event(CharityPage, row, now, goals=goals):
            keys = list(page.goals.order_by("sort_order").values_list("key", flat=True))
            for one in row.get("pledges", []):
                bring_pledge(page, keys[one["goal"]], one, now)
            for one in row.get("updates", []):
                bring_update(page, one)


def bring_pledge(page: CharityPage, key: str, row: dict, now: datetime) -> None:
    moment = page.opens_at + timedelta(days=row["day"])
    promised = pledge(
        page_id=page.pk,
        key=key,
        user=resident(row["name"], now),
        amount=row["amount"],
        note=row.get("note", ""),
        is_thanked=row["thanked"],
        now=moment,
    )
    if receipt := row.get("receipt"):
        receive_pledge(
            pledge_id=promised.pk,
            by=bring_organiser(page.unit),
            amount=row["amount"],
            receipt=receipt,
            now=moment + timedelta(hours=6),
        )


def bring_update(page: CharityPage, row: dict) -> None:
    tell_where_it_went(
        page_id=page.pk,
        by=bring_organiser(page.unit),
        text=row["text"],
        token=slug_of(row["text"]),
        picture=drawn_file(row["draw"]),
        alt_text=describe(row["draw"]),
        now=page.opens_at + timedelta(days=row["day"]),
    )
