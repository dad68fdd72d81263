"""A city with much under review: python -m tests.benchmarks.busy_desk fill UNITS WAITING | measure ROUNDS."""

import json
import sys

import django

django.setup()

from django.db import connection
from django.test import Client
from django.urls import reverse
from tqdm import tqdm

from hall.models import Category
from hall.services import draft_post, submit_post
from portal.accounts.models import User
from tests.benchmarks.page_cost import WARM_UP, cost_of, summary
from units.enums import Role
from units.models import Team, UnitDirectoryPage, UnitPage
from units.services import add_member, create_unit

# The units of these numbers have people of their own; the same few write for all others.
WATCHED = 0
PEOPLE = {"editor": Role.EDITOR, "spokesperson": Role.REVIEWER}


def fill(units: int, waiting: int) -> None:
    """Make the units, and put one post each of the first `waiting` of them under review (of all, more than one)."""
    writer = person("writer")
    add_member(team=Team.objects.get(unit=None, role=Role.HALL_DESK), user=person("desk"))
    made = [make_unit(number) for number in tqdm(range(units), unit=" units", file=sys.stderr)]
    for unit in made[:waiting]:
        add_member(team=Team.objects.get(unit=unit, role=Role.EDITOR), user=writer)
    for name, role in PEOPLE.items():
        add_member(team=Team.objects.get(unit=made[WATCHED], role=role), user=person(name))
    category = Category.objects.filter(levels=2).first()
    for number in tqdm(range(waiting), unit=" posts", file=sys.stderr):
        author = User.objects.get(pk=writer.pk)
        unit = made[number % len(made)]
        post = draft_post(
            unit=unit, author=author, text=f"今晚停水，请街坊存水。第{number}条", category=category
        )
        submit_post(post_id=post.pk, user=author)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def person(name: str) -> User:
    return User.objects.create_user(email=f"{name}@heyuan.example", last_name=name)


def make_unit(number: int) -> UnitPage:
    unit = create_unit(
        parent=UnitDirectoryPage.objects.get(),
        code=f"U{number}",
        title=f"河源单位{number}",
        official_name=f"河源市第{number}局",
        mark="单",
    )
    unit.get_latest_revision().publish(skip_permission_checks=True)
    return unit


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Return what each screen costs its person."""
    home, queue, board = (reverse(name) for name in ["wagtailadmin_home", "review_queue", "desk_board"])
    screens = {
        "home page of an editor": ("editor", home),
        "home page of a spokesperson": ("spokesperson", home),
        "home page of the desk": ("desk", home),
        "queue of the desk": ("desk", queue),
        "board of the desk": ("desk", board),
    }
    costs = {}
    for screen, (name, address) in screens.items():
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@heyuan.example"))
        found = [cost_of(client, address) for _ in range(WARM_UP + rounds)]
        costs[screen] = summary(*zip(*found[WARM_UP:], strict=True))
    return costs


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]), int(sys.argv[3]))
    else:
        json.dump(measure(int(sys.argv[2])), sys.stdout)
