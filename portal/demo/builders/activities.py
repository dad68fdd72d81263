"""Activities of the demo city and who signed up for them: through the verbs that give places and free them."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.campaigns.activity.services import Answers, check_in, sign_up
from hall.campaigns.models import ActivityPage
from hall.campaigns.services import call_off
from portal.demo.builders.campaigns import bring_event, bring_organiser, days_from
from portal.demo.builders.comments import resident
from portal.demo.reading import read_toml, slug_of

PHONE = "0762-555{:04}"


@transaction.atomic
def bring_activities(now: datetime) -> None:
    """Bring the activities of `activities.toml` into campaigns that are there and do not have them yet."""
    for row in read_toml("activities.toml")["activity"]:
        fields = {
            "begins_at": days_from(now, row["day"], row["begins"]),
            "ends_at": days_from(now, row["day"], row["ends"]),
            **{name: row[name] for name in ("place", "capacity")},
            **{f"asks_{name}": True for name in row["asks"]},
        }
        if page := bring_event(ActivityPage, row, now, **fields):
            bring_people(page, row, now)


def bring_people(page: ActivityPage, row: dict, now: datetime) -> None:
    """Let people sign up, one after the other, and come if it is over; the last thing is to call it off."""
    signed_up = [
        bring_sign_up(page, number, one, now) for number, one in enumerate(row.get("sign_ups", []), start=1)
    ]
    organiser = bring_organiser(page.unit)
    for number, one in enumerate(signed_up[: row.get("came", 0)]):
        check_in(sign_up_id=one.pk, by=organiser, now=page.begins_at + timedelta(minutes=3 * number))
    if reason := row.get("called_off"):
        call_off(page_id=page.pk, by=organiser, reason=reason, now=now)


def bring_sign_up(page: ActivityPage, number: int, row: dict, now: datetime):
    person = resident(row["name"], now)
    return sign_up(
        page_id=page.pk,
        seed=f"demo-{page.slug}-{slug_of(row['name'])}",
        email=person.email,
        person=person,
        answers=Answers(
            name=row["name"],
            phone=PHONE.format(1000 + 37 * number) if page.asks_phone else "",
            people=row.get("people", 1),
            note=row.get("note", ""),
        ),
        now=page.opens_at + timedelta(hours=number),
    )
