"""One live report that is open: python -m tests.benchmarks.live_report fill ENTRIES | measure | write."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection
from django.test import Client
from django.utils import timezone

from hall.campaigns.live.forms import new_token
from hall.campaigns.live.services import write_entry
from hall.campaigns.models import CampaignPage, LivePage
from hall.models import Category
from portal.accounts.models import User
from tests.benchmarks.page_cost import Counter
from units.enums import Role
from units.models import Team, UnitDirectoryPage
from units.services import add_member, create_unit

TEXT = "沿江路南段积水已退到脚踝，抽水车两台在作业，请街坊绕行。第%d次播报"


def fill(entries: int) -> None:
    unit = create_unit(
        parent=UnitDirectoryPage.objects.get(),
        code="U0",
        title="平安河源",
        official_name="河源市公安局",
        mark="警",
    )
    unit.get_latest_revision().publish(skip_permission_checks=True)
    organiser = User.objects.create_user(email="organiser@heyuan.example", last_name="organiser")
    add_member(team=Team.objects.get(unit=unit, role=Role.ORGANISER), user=organiser)
    campaign = publish(unit, CampaignPage(title="防汛救灾", hashtag="防汛不松劲"))
    publish(campaign, LivePage(title="江边巡堤直播"))
    for number in range(entries):
        write(number)


def publish(above, page):
    page.category, page.opens_at = Category.objects.first(), timezone.now() - timedelta(hours=1)
    page.live = False
    above.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def write(number: int) -> None:
    event = LivePage.objects.get()
    organiser = User.objects.get(email="organiser@heyuan.example")
    write_entry(event_id=event.pk, by=organiser, text=TEXT % number, token=new_token(), now=timezone.now())


def measure() -> dict:
    """Return the page, its newest change and tag, and the queries of each sort of poll."""
    event, client = LivePage.objects.get(), Client()
    change = event.live_entries.order_by("-change").values_list("change", flat=True)[0]
    address = f"/live/{event.pk}/after/{change}/"
    tag = client.get(address)["ETag"]
    write(change)
    known = {"If-None-Match": tag}
    queries = {
        "first who asks after a new entry": count(client, address, known),
        "next who asks after it": count(client, address, known),
        "nothing new": count(client, f"/live/{event.pk}/after/{change + 1}/", known_now(client, address)),
    }
    return {"page": event.pk, "change": change + 1, "queries": queries}


def known_now(client, address: str) -> dict:
    return {"If-None-Match": client.get(address)["ETag"]}


def count(client, address: str, headers: dict) -> int:
    counter = Counter()
    with connection.execute_wrapper(counter):
        client.get(address, headers=headers)
    return counter.queries


if __name__ == "__main__":
    act, *numbers = sys.argv[1:]
    acts = {"fill": fill, "write": write, "measure": lambda: json.dump(measure(), sys.stdout)}
    acts[act](*map(int, numbers))
