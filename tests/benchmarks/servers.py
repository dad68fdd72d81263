"""Which application server? python -m tests.benchmarks.servers [--rounds N] [--seconds N]

Starts granian and gunicorn with the same number of workers and threads on one database, loads them in turns with wrk,
and prints a table. Processor time a request is the figure to trust on a machine that does other things too. wrk keeps a
fixed number of connections busy, so its latencies are those of a full house.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import stage
from tests.benchmarks.flatness import SIZES, database, prepare

WORKERS, THREADS = 2, 2
CONNECTIONS = 16
WARM_UP = 3
PAGES = {"health": "/healthz", "hall": "/hall/"}
SERVERS = {
    "granian": (
        8051,
        f"granian --interface wsgi --no-ws --host 127.0.0.1 --port 8051 --workers {WORKERS}"
        f" --blocking-threads {THREADS} portal.wsgi:application",
    ),
    "gunicorn": (
        8052,
        f"gunicorn --worker-class gthread --bind 127.0.0.1:8052 --log-level error --workers {WORKERS}"
        f" --threads {THREADS} portal.wsgi:application",
    ),
}
TICK = os.sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


@contextmanager
def serving(name: str):
    """Run a server until the block ends; yield its process."""
    port, line = SERVERS[name]
    command = line.split()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=stage.ROOT,
        env=stage.environment(database(SIZES[0])),
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{address} does not answer.")


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def processor_seconds(pid: int) -> float:
    fields = [Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split() for member in family(pid)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICK


def memory(pid: int) -> float:
    """Return the megabytes that a server's processes hold, what they share counted once."""
    rollups = [Path(f"/proc/{member}/smaps_rollup").read_text() for member in family(pid)]
    return sum(int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) for text in rollups) / 1024


def load(name: str, pid: int, path: str, seconds: int) -> dict[str, float]:
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    before = processor_seconds(pid)
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{SERVERS[name][0]}{path}"], capture_output=True, text=True, check=True
    ).stdout
    spent = processor_seconds(pid) - before
    # Let the server work off what wrk left behind: it is not the next one's cost.
    time.sleep(1)
    if "Non-2xx" in said:
        raise SystemExit(f"{name} answered {path} with errors:\n{said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])
    latencies = {
        mark: UNITS[unit] * float(n) for mark, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(\w+)", said)
    }
    return {
        "a second": requests / seconds,
        "processor": 1e6 * spent / max(requests, 1),
        "p50": latencies["50"],
        "p99": latencies["99"],
    }


def compare(rounds: int, seconds: int) -> list[list[str]]:
    rows = []
    with serving("granian") as granian, serving("gunicorn") as gunicorn:
        pids = {"granian": granian.pid, "gunicorn": gunicorn.pid}
        for page, path in PAGES.items():
            found = {name: [] for name in SERVERS}
            for turn in range(rounds + 1):
                for name in sorted(SERVERS, reverse=turn % 2 == 1):
                    measured = load(name, pids[name], path, seconds if turn else WARM_UP)
                    if turn:
                        found[name].append(measured)
            rows += [row(page, name, measured, memory(pids[name])) for name, measured in found.items()]
    return rows


def row(page: str, name: str, measured: list[dict[str, float]], megabytes: float) -> list[str]:
    typical = {key: statistics.median(one[key] for one in measured) for key in measured[0]}
    return [
        f"{page}, {name}",
        f"{typical['a second']:,.0f}",
        f"{typical['processor']:,.0f}",
        f"{typical['p50']:.1f}",
        f"{typical['p99']:.1f}",
        f"{megabytes:.0f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of each round on each page and server")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed.")
    prepare(fresh=False, sizes=SIZES[:1])
    rows = compare(options.rounds, options.seconds)
    print(
        f"\n{WORKERS} workers of {THREADS} threads, {CONNECTIONS} connections, PostgreSQL, {os.cpu_count()} cores\n"
    )
    print(stage.table(["page, server", "requests/s", "processor µs/request", "p50 ms", "p99 ms", "MB"], rows))


if __name__ == "__main__":
    main()
