"""How long do 3,300 units and twelve months take, and how much memory? python -m tests.benchmarks.scored_city

Fills a database of its own with units, posts, questions, answers and likes of a year, computes every month as the
background does, and says for each how long it took, how many queries, and how much the process held at most. Then the
watches look at the city, in which by then every unit has been silent for long.
"""

import argparse

from tests.benchmarks import stage

DATABASE = "hall_scored_city"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="fill the database again")
    parser.add_argument(
        "--months", type=int, default=12, help="so many months, of which each is like the others"
    )
    asked = parser.parse_args()
    if asked.fresh:
        stage.drop_database(DATABASE)
    if stage.make_database(DATABASE):
        print(f"Filling {DATABASE} …", flush=True)
        stage.run(["tests.benchmarks.scored_rows", "fill", str(asked.months)], DATABASE)
    print(stage.run(["tests.benchmarks.scored_rows", "measure", str(asked.months)], DATABASE))
    print(stage.run(["tests.benchmarks.scored_rows", "sweep", "2"], DATABASE))


if __name__ == "__main__":
    main()
