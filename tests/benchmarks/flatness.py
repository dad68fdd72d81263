"""Does a page cost more when there are more posts? python -m tests.benchmarks.flatness [--fresh] [--rounds N]

Fills two databases, one with 1,000 posts and one with 100,000, measures every public page on both in turns, prints a
table and fails when a page costs more than 1.5 times as much, or one query more, on the large one. Cost is processor
time, of Python and of PostgreSQL together, and the quickest answer by the clock.
"""

import argparse
import json
import statistics
import sys

from tests.benchmarks import stage

SIZES = [1_000, 100_000]
TURNS = 3
ALLOWED = 1.5
MERGE = {"queries": max, "wall": min, **dict.fromkeys(["database", "python", "both"], statistics.median)}
JUDGED = ["both", "wall"]


def database(size: int) -> str:
    return f"hall_bench_{size}"


def prepare(fresh: bool, sizes: list[int]) -> None:
    for size in sizes:
        if fresh:
            stage.drop_database(database(size))
        if stage.make_database(database(size)):
            print(f"Filling {database(size)} …", flush=True)
            stage.run(["tests.benchmarks.growing_city", str(size)], database(size))
    stage.django("collectstatic", "--noinput", "--verbosity", "0", database=database(SIZES[0]))


def measure(rounds: int) -> dict[int, dict]:
    """Measure both sizes in turns, so that a slow minute of the machine meets both; return what is typical."""
    turns = {size: [] for size in SIZES}
    for _ in range(TURNS):
        for size in SIZES:
            turns[size].append(
                json.loads(stage.run(["tests.benchmarks.page_cost", str(rounds)], database(size)))
            )
    return {
        size: {
            page: {key: MERGE[key](turn[page][key] for turn in found) for key in found[0][page]}
            for page in found[0]
        }
        for size, found in turns.items()
    }


def report(costs: dict[int, dict]) -> bool:
    """Print the table; return whether every page is flat."""
    small, large = (costs[size] for size in SIZES)
    rows, growing = [], []
    for page in small:
        ratios = {key: large[page][key] / small[page][key] for key in small[page]}
        if any(ratios[key] > ALLOWED for key in JUDGED) or ratios["queries"] > 1:
            growing.append(page)
        rows.append(
            [
                page,
                f"{small[page]['queries']:.0f} → {large[page]['queries']:.0f}",
                *(
                    f"{small[page][key]:.1f} → {large[page][key]:.1f}"
                    for key in ["database", "python", *JUDGED]
                ),
                *(f"{ratios[key]:.2f}" for key in JUDGED),
            ]
        )
    heads = ["page", "queries", "database ms", "python ms", "both ms", "wall ms", "both ×", "wall ×"]
    print(f"\n{SIZES[0]:,} → {SIZES[1]:,} posts, PostgreSQL, one request at a time\n")
    print(stage.table(heads, rows))
    print(f"\nGrowing: {', '.join(growing)}" if growing else f"\nAll within {ALLOWED} times.")
    return not growing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="fill the databases again")
    parser.add_argument("--rounds", type=int, default=30, help="requests of each page in each turn")
    options = parser.parse_args()
    prepare(options.fresh, SIZES)
    sys.exit(not report(measure(options.rounds)))


if __name__ == "__main__":
    main()
