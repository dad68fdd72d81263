"""An activity that many want: python -m tests.benchmarks.sign_up_activity fill PLACES | check PAGE PLACES."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone

from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, ActivitySeats, CampaignPage
from portal.core.models import OutgoingMail
from tests.benchmarks.live_report import publish
from units.models import UnitDirectoryPage, UnitPage
from units.services import create_unit


def fill(places: int) -> dict:
    """Make a new activity; return its page."""
    now = timezone.now()
    page = ActivityPage(
        title=f"湖边徒步{now:%H%M%S}",
        place="万绿湖码头",
        capacity=places,
        asks_phone=True,
        closes_at=now + timedelta(days=1),
        begins_at=now + timedelta(days=2),
        ends_at=now + timedelta(days=2, hours=3),
    )
    OutgoingMail.objects.all().delete()
    return {"page": publish(CampaignPage.objects.first() or publish(a_unit(), a_campaign()), page).pk}


def a_unit() -> UnitPage:
    unit = create_unit(
        parent=UnitDirectoryPage.objects.get(),
        code="U0",
        title="河源文旅",
        official_name="河源市文化广电旅游体育局",
        mark="旅",
    )
    unit.get_latest_revision().publish(skip_permission_checks=True)
    return unit


def a_campaign() -> CampaignPage:
    return CampaignPage(title="万绿湖徒步节", hashtag="万绿湖徒步节")


def check(page: int, places: int) -> dict:
    """Return how many have a place and wait, and what is wrong with their order, their sums and their letters."""
    rows = list(ActivityPage.objects.get(pk=page).sign_ups.order_by("number"))
    seats = ActivitySeats.objects.get(activity=page)
    letters = set(OutgoingMail.objects.values_list("to", flat=True))
    states = [row.state for row in rows]
    inside, waiting = states.count(SignUpState.IN), states.count(SignUpState.WAITING)
    wrong = {
        "numbers have gaps": [row.number for row in rows] != list(range(1, len(rows) + 1)),
        "somebody was passed over": states != [SignUpState.IN] * inside + [SignUpState.WAITING] * waiting,
        "places are left or given twice": inside != min(places, len(rows)),
        "the sums differ": (seats.taken, seats.waiting) != (inside, waiting),
        "letters are missing": letters != {row.email for row in rows},
    }
    return {"in": inside, "waiting": waiting, "wrong": [words for words, is_so in wrong.items() if is_so]}


if __name__ == "__main__":
    act, *numbers = sys.argv[1:]
    json.dump({"fill": fill, "check": check}[act](*map(int, numbers)), sys.stdout)
