"""The check against real sentences.

`sentences.csv` holds short sentences from public pages, each labelled by hand: from releases, notices, work reports,
speeches and the news of meetings (officialese), and from weather and traffic reports, service information, police
tips, official microblogs and answers to citizens (plain). They were chosen page by page, not by the words that the
check looks for; names of persons are shortened. The development part was looked at while the rules were written,
the held-out part comes from other pages and is for these figures only.
"""

import csv
import tomllib
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from hall.review.plain_speech import check

SENTENCES = Path(__file__).with_name("sentences.csv")
POSTS = Path(settings.BASE_DIR) / "portal/demo/content/posts"


def sentences(part):
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["part"] == part]


def precision_and_recall(rows):
    """Return both for the verdict `officialese`."""
    claimed = [row for row in rows if check(row["text"]).verdict == "officialese"]
    right = [row for row in claimed if row["verdict"] == "officialese"]
    wanted = [row for row in rows if row["verdict"] == "officialese"]
    return len(right) / len(claimed), len(right) / len(wanted)


class RealSentenceTests(SimpleTestCase):
    def test_the_set_is_large_and_even(self):
        rows = sentences("development") + sentences("held-out")

        self.assertGreaterEqual(len(rows), 300)
        self.assertEqual(len({row["text"] for row in rows}), len(rows))
        for verdict in ("plain", "officialese"):
            self.assertGreaterEqual(sum(row["verdict"] == verdict for row in rows), 0.4 * len(rows))

    def test_officialese_is_found_and_little_else_is_taken_for_it(self):
        for part in ("development", "held-out"):
            with self.subTest(part):
                precision, recall = precision_and_recall(sentences(part))
                self.assertGreaterEqual(precision, 0.9)
                self.assertGreaterEqual(recall, 0.8)

    def test_whatever_is_officialese_is_explained(self):
        for row in sentences("development") + sentences("held-out"):
            report = check(row["text"])
            if report.verdict == "officialese":
                self.assertTrue(report.hints, row["text"])


class DemonstrationCityTests(SimpleTestCase):
    def test_its_posts_speak_plainly(self):
        for file in sorted(POSTS.glob("*.toml")):
            for post in tomllib.loads(file.read_text(encoding="utf-8"))["post"]:
                report = check(post.get("text", ""))
                with self.subTest(file=file.name, text=post.get("text", "")[:30]):
                    self.assertEqual(report.verdict, "plain", [hint.quote for hint in report.hints])
