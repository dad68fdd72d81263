"""What do the screens of those who work in the hall cost when much waits? python -m tests.benchmarks.boards [--fresh]

Fills two databases, one of 34 units with 10 posts under review and one of 3,300 units with 1,000, and measures on both
the home page of an editor, of a spokesperson and of the desk, the desk's queue and its board. Cost is processor time,
of Python and of PostgreSQL together.
"""

import argparse
import json
import sys

from tests.benchmarks import stage

CITIES = {"small": (34, 10), "large": (3_300, 1_000)}
ROUNDS = 15


def database(city: str) -> str:
    return f"hall_boards_{city}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="fill the databases again")
    options = parser.parse_args()
    costs = {}
    for city, (units, waiting) in CITIES.items():
        if options.fresh:
            stage.drop_database(database(city))
        if stage.make_database(database(city)):
            print(f"Filling {database(city)} …", flush=True)
            stage.run(["tests.benchmarks.busy_desk", "fill", str(units), str(waiting)], database(city))
        stage.django("collectstatic", "--noinput", "--verbosity", "0", database=database(city))
        costs[city] = json.loads(
            stage.run(["tests.benchmarks.busy_desk", "measure", str(ROUNDS)], database(city))
        )
    report(costs["small"], costs["large"])


def report(small: dict, large: dict) -> None:
    rows = [
        [
            screen,
            f"{small[screen]['queries']:.0f} → {large[screen]['queries']:.0f}",
            *(f"{small[screen][key]:.0f} → {large[screen][key]:.0f}" for key in ["both", "wall"]),
            f"{large[screen]['both'] / small[screen]['both']:.2f}",
        ]
        for screen in small
    ]
    print("\n34 units and 10 posts under review → 3,300 units and 1,000 posts, PostgreSQL\n")
    print(stage.table(["screen", "queries", "both ms", "wall ms", "both ×"], rows))
    sys.exit(any(large[screen]["queries"] > small[screen]["queries"] + 1 for screen in small))


if __name__ == "__main__":
    main()
