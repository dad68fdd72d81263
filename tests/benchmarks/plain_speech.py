"""Measure the plain-speech check: processor time for 2,000 characters of each kind of text.

    python tests/benchmarks/plain_speech.py

Prints the best of several runs, which is what the work takes when nothing else wants the machine.
"""

import csv
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "tests/hall/review/plain_speech/sentences.csv"
LENGTH = 2_000
ROUNDS, CALLS = 10, 20


def texts():
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for verdict in ("plain", "officialese"):
        text = "".join(row["text"] for row in rows if row["verdict"] == verdict)
        yield verdict, text[:LENGTH]
    yield "one phrase, again and again", ("为以在由" * LENGTH)[:LENGTH]
    yield "ten thousand characters", ("会议强调，要狠抓落实。" * LENGTH)[:10_000]


def best_time(work):
    best = float("inf")
    for _round in range(ROUNDS):
        begun = time.process_time()
        for _call in range(CALLS):
            work()
        best = min(best, (time.process_time() - begun) / CALLS)
    return best


def main():
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    from hall.review.plain_speech import check

    for name, text in texts():
        milliseconds = best_time(lambda text=text: check(text)) * 1000
        sys.stdout.write(f"{milliseconds:6.2f} ms  {len(text):6,} characters  {name}\n")


if __name__ == "__main__":
    main()
