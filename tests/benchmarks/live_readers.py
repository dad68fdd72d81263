"""What do ten thousand readers of a live report cost? python -m tests.benchmarks.live_readers [--seconds N] [--fresh]

Counts the queries of one poll, then lets wrk poll a server of two workers as fast as it answers, and asks PostgreSQL
how many transactions that made. No shared cache stands before it: with one, few polls would reach the server at all.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.benchmarks import stage
from tests.benchmarks.servers import processor_seconds, wait_for

DATABASE, ENTRIES = "hall_live", 200
PORT, CONNECTIONS = 8053, 64
READERS, EVERY = 10_000, 1.5
SERVER = f"granian --interface wsgi --no-ws --host 127.0.0.1 --port {PORT} --workers 2 --blocking-threads 2"
SETTLING = 2  # Seconds until PostgreSQL has told its figures.


@contextmanager
def serving():
    name, *options = SERVER.split()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / name), *options, "portal.wsgi:application"],
        cwd=stage.ROOT,
        env=stage.environment(DATABASE),
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{PORT}/readyz")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def transactions() -> int:
    time.sleep(SETTLING)
    connection = psycopg2.connect(f"{stage.SERVER}/postgres")
    with connection.cursor() as cursor:
        cursor.execute("SELECT xact_commit FROM pg_stat_database WHERE datname = %s", [DATABASE])
        [count] = cursor.fetchone()
    connection.close()
    return count


def load(process, address: str, seconds: int, tag: str = "") -> list[str]:
    header = ["-H", f"If-None-Match: {tag}"] if tag else []
    before = processor_seconds(process.pid), transactions()
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", *header, address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    after = processor_seconds(process.pid), transactions()
    if "Non-2xx" in said and not tag:
        raise SystemExit(f"{address} answered with errors:\n{said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])
    return [
        f"{requests / seconds:,.0f}",
        f"{1e6 * (after[0] - before[0]) / requests:,.0f}",
        f"{requests:,}",
        f"{after[1] - before[1]:,}",
    ]


def tag_of(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.headers["ETag"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8, help="of each load")
    parser.add_argument("--fresh", action="store_true", help="fill the database again")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed.")
    if options.fresh:
        stage.drop_database(DATABASE)
    if stage.make_database(DATABASE):
        stage.run(["tests.benchmarks.live_report", "fill", str(ENTRIES)], DATABASE)
    stage.django("collectstatic", "--noinput", "--verbosity", "0", database=DATABASE)
    facts = json.loads(stage.run(["tests.benchmarks.live_report", "measure"], DATABASE))
    report(facts, options.seconds)
    sys.exit(facts["queries"]["nothing new"] > 0)


def report(facts: dict, seconds: int) -> None:
    address = f"http://127.0.0.1:{PORT}/live/{facts['page']}/after/"
    print(stage.table(["poll", "queries"], [[name, str(count)] for name, count in facts["queries"].items()]))
    with serving() as process:
        here, before = f"{address}{facts['change']}/", f"{address}{facts['change'] - 1}/"
        rows = [
            ["nothing new (304)", *load(process, here, seconds, tag_of(here))],
            ["one new entry (200)", *load(process, before, seconds)],
        ]
    print(f"\n{READERS:,} readers poll {READERS / EVERY:,.0f} times a second\n")
    print(stage.table(["poll", "polls/s", "processor µs/poll", "polls", "transactions"], rows))


if __name__ == "__main__":
    main()
