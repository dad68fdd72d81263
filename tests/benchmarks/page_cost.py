"""Prints as JSON what every public page costs on the database at hand: python -m tests.benchmarks.page_cost ROUNDS."""

import json
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import django

django.setup()

from django.db import connection
from django.test import Client
from django.urls import reverse

from hall.models import TimelineEntry
from units.models import UnitPage

WARM_UP = 5
SEARCHES = {
    "a word of one post": {"q": "第500条"},
    "a word of many": {"q": "安置点"},
    "two words": {"q": "电价 阿婆"},
    "newest first": {"q": "电价", "view": "newest"},
    "in a quiet unit": {"q": "阿婆", "unit": "U33"},
    "nothing found": {"q": "外星人"},
}


class Counter:
    """Counts queries."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute, *arguments):
        self.queries += 1
        return execute(*arguments)


def database_seconds() -> float:
    """Return the processor time of the database's process behind our connection: it stands on this machine."""
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def pages() -> dict[str, str]:
    newest = TimelineEntry.objects.select_related("post").order_by("-published_at", "-pk").first()
    return {
        "front page": "/",
        "hall": "/hall/",
        "hall, hot": "/hall/?view=hot",
        "busy unit": UnitPage.objects.get(code="U1").url,
        "quiet unit": UnitPage.objects.get(code=f"U{UnitPage.objects.count() - 1}").url,
        "hashtag": reverse("hashtag", args=["防汛不松劲"]),
        "one post": newest.post.url,
        **{f"search, {what}": f"/search/?{urlencode(asked)}" for what, asked in SEARCHES.items()},
    }


def cost_of(client: Client, address: str) -> tuple[float, ...]:
    """Return the queries of one request, and milliseconds: of both processors, and in all."""
    counter = Counter()
    before = database_seconds(), time.process_time(), time.perf_counter()
    with connection.execute_wrapper(counter):
        response = client.get(address)
    after = database_seconds(), time.process_time(), time.perf_counter()
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return counter.queries, *(1000 * (end - start) for start, end in zip(before, after, strict=True))


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Visit the pages in turns. The quickest of many visits is the one that nothing else on the machine disturbed."""
    client = Client()
    costs = {name: [] for name in pages()}
    for turn in range(WARM_UP + rounds):
        for name, address in pages().items():
            cost = cost_of(client, address)
            if turn >= WARM_UP:
                costs[name].append(cost)
    return {name: summary(*zip(*found, strict=True)) for name, found in costs.items()}


def summary(queries, database, processor, wall) -> dict[str, float]:
    return {
        "queries": max(queries),
        "database": statistics.median(database),
        "python": statistics.median(processor),
        "both": statistics.median(map(sum, zip(database, processor, strict=True))),
        "wall": min(wall),
    }


if __name__ == "__main__":
    json.dump(measure(int(sys.argv[1])), sys.stdout)
