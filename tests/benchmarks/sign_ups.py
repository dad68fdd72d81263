"""A thousand people want a hundred places in five seconds: python -m tests.benchmarks.sign_ups [--people N]

Each sends the form from an address of their own, at the moment that is theirs: nobody waits for the answer to another.
Latencies are counted from that moment, so what waits in a queue of the server counts as well.
"""

import argparse
import json
import math
import os
import secrets
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks import stage
from tests.benchmarks.servers import processor_seconds, wait_for

DATABASE, PORT = "hall_sign_ups", 8054
SERVER = f"granian --interface wsgi --no-ws --host 127.0.0.1 --port {PORT} --workers 2 --blocking-threads 4"
CONNECTIONS = 64
PATIENCE = 120

own = threading.local()


@contextmanager
def serving():
    name, *options = SERVER.split()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / name), *options, "portal.wsgi:application"],
        cwd=stage.ROOT,
        # The address that a proxy would write is what tries are counted by.
        env=stage.environment(DATABASE) | {"TRUSTED_PROXIES": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{PORT}/readyz")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def send(page: int, number: int, at: float) -> tuple[float, str]:
    """Sign one person up at a moment; return how long that took, and what went wrong."""
    token = secrets.token_hex(16)
    form = {
        "csrfmiddlewaretoken": token,
        "seed": secrets.token_urlsafe(16),
        "name": f"来宾{number}",
        "phone": "138 0000 0000",
        "email": f"guest{number}@mail.example",
    }
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={token}",
        "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    }
    time.sleep(max(at - time.monotonic(), 0))
    try:
        status = post(f"/campaigns/activities/{page}/sign-up/", urlencode(form), headers)
    except (OSError, HTTPException) as error:
        return time.monotonic() - at, repr(error)
    return time.monotonic() - at, "" if status == 302 else f"status {status}"


def post(path: str, body: str, headers: dict[str, str]) -> int:
    if not hasattr(own, "connection"):
        own.connection = HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    own.connection.request("POST", path, body, headers)
    answer = own.connection.getresponse()
    answer.read()
    return answer.status


def rush(page: int, people: int, seconds: float, connections: int) -> tuple[list[float], list[str], float]:
    """Let everybody come, evenly over so many seconds; return latencies, errors and the time until the last answer."""
    begin = time.monotonic() + 0.5
    with ThreadPoolExecutor(connections) as pool:
        sent = [pool.submit(send, page, n, begin + n * seconds / people) for n in range(people)]
    found = [future.result() for future in sent]
    whole = time.monotonic() - begin
    return sorted(latency for latency, _error in found), [error for _latency, error in found if error], whole


def share(latencies: list[float], part: float) -> float:
    return latencies[math.ceil(part * len(latencies)) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--places", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5, help="within which all of them come")
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    options = parser.parse_args()
    stage.make_database(DATABASE)
    stage.django("collectstatic", "--noinput", "--verbosity", "0", database=DATABASE)
    module = "tests.benchmarks.sign_up_activity"
    warm_up, page = (
        json.loads(stage.run([module, "fill", str(options.places)], DATABASE))["page"] for _ in "12"
    )
    with serving() as process:
        rush(warm_up, 40, 1, options.connections)
        before = processor_seconds(process.pid)
        latencies, errors, whole = rush(page, options.people, options.seconds, options.connections)
        spent = processor_seconds(process.pid) - before
    found = json.loads(stage.run([module, "check", str(page), str(options.places)], DATABASE))
    print(f"\n{SERVER}, {options.connections} connections, PostgreSQL, {os.cpu_count()} cores\n")
    heads = [
        "came within s",
        "answered after s",
        "server ms each",
        "p50 ms",
        "p99 ms",
        "errors",
        "in",
        "waiting",
    ]
    row = [
        f"{options.people:,} in {options.seconds:g}",
        f"{whole:.1f}",
        f"{1000 * spent / options.people:.1f}",
        f"{1000 * share(latencies, 0.5):,.0f}",
        f"{1000 * share(latencies, 0.99):,.0f}",
        f"{len(errors)}",
        f"{found['in']}",
        f"{found['waiting']}",
    ]
    print(stage.table(heads, [row]))
    for words in sorted(set(errors)) + found["wrong"]:
        print(words)
    is_right = (found["in"], found["waiting"]) == (options.places, options.people - options.places)
    sys.exit(bool(errors or found["wrong"] or not is_right))


if __name__ == "__main__":
    main()
