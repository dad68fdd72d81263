import re
import tomllib
from collections import Counter, defaultdict
from datetime import datetime

from django.test import SimpleTestCase
from django.utils import timezone

from hall import markup
from hall.categories import SHIPPED
from hall.interaction.enums import CommentState
from hall.models import TEXT_LIMIT
from portal.demo.builders.crowd import Composer
from portal.demo.builders.pictures import describe, wording
from portal.demo.drawing import SCENES
from portal.demo.drawing.light import HOURS
from portal.demo.reading import CONTENT, moment, read_introductions, read_posts, read_toml, slug_of
from units.onboarding.records import KnownUnit
from units.onboarding.spreadsheet import read_units

SHEETS = ["first_batch.csv", "outside_batches.csv", "second_batch.csv"]


def records():
    known, found = [], []
    for name in SHEETS:
        sheet = read_units((CONTENT / name).read_bytes(), known)
        assert not sheet.problems, sheet.problems
        found += sheet.records
        known += [KnownUnit(record.code, record.title) for record in sheet.records]
    return found


def with_replies(comments):
    for comment in comments:
        yield comment
        yield from with_replies(comment.get("reply", ()))


class WrittenPostsTests(SimpleTestCase):
    posts = read_posts()

    def test_a_city_has_more_than_three_hundred(self):
        self.assertGreaterEqual(len(self.posts), 300)

    def test_every_post_has_an_address_of_its_own(self):
        repeated = [slug for slug, count in Counter(post.slug for post in self.posts).items() if count > 1]

        self.assertEqual(repeated, [])

    def test_every_post_belongs_to_a_unit_that_the_spreadsheets_know(self):
        self.assertLessEqual({post.unit for post in self.posts}, {record.code for record in records()})

    def test_every_category_is_used_and_no_other(self):
        self.assertEqual({post.category for post in self.posts}, {row[0] for row in SHIPPED})

    def test_every_text_fits(self):
        for post in self.posts:
            with self.subTest(post.slug):
                self.assertLessEqual(len(post.text), TEXT_LIMIT)
                self.assertTrue(post.text or post.repost)

    def test_every_comment_finds_its_post_and_says_when_and_why(self):
        slugs = {post.slug for post in self.posts}
        for comment in read_toml("comments.toml")["comment"]:
            with self.subTest(comment["text"]):
                self.assertIn(slug_of(comment["post"]), slugs)
                self.assertEqual(comment.get("state") == "hidden", "reason" in comment)

    def test_comments_stand_wherever_a_comment_can(self):
        told = read_toml("comments.toml")
        comments = list(with_replies(told["comment"]))
        self.assertEqual({comment.get("state", "shown") for comment in comments}, set(CommentState.values))
        self.assertTrue(any("unit" in below for one in comments for below in one.get("reply", ())))
        self.assertTrue(any("by" in comment for comment in comments), "nothing said officially waits")
        said = {comment["name"] for comment in comments if "name" in comment}
        self.assertLessEqual({one["name"] for one in told["block"] + told["trust"]}, said)

    def test_every_repost_finds_an_older_post_of_another_unit(self):
        keys = {post.key: post for post in self.posts if post.key}
        now = timezone.make_aware(datetime(2026, 9, 1, 12, 0))  # noqa: DTZ001
        for post in self.posts:
            if post.repost:
                with self.subTest(post.slug):
                    self.assertNotEqual(keys[post.repost].unit, post.unit)
                    self.assertLess(keys[post.repost].published_at(now), post.published_at(now))

    def test_several_units_share_the_hashtags(self):
        units = defaultdict(set)
        for post in self.posts:
            for name in markup.hashtags(post.text):
                units[name].add(post.unit)

        self.assertGreaterEqual(sum(len(speakers) >= 3 for speakers in units.values()), 10)

    def test_whoever_is_mentioned_is_a_unit(self):
        titles = {record.title for record in records()}
        for post in self.posts:
            for name in re.findall(r"@(\w+)", post.text):
                with self.subTest(post.slug):
                    self.assertTrue(any(name.startswith(title) for title in titles), name)

    def test_a_post_shows_pictures_or_a_clip_of_the_demo(self):
        clips = read_toml("clips.toml")
        for post in self.posts:
            with self.subTest(post.slug):
                self.assertFalse(post.draw and post.clip)
                self.assertLessEqual(len(post.draw), 9)
                self.assertTrue(
                    not post.clip or (post.clip in clips and (CONTENT / "clips" / post.clip).exists())
                )

    def test_every_telephone_number_is_made_up(self):
        for path in sorted(CONTENT.rglob("*.toml")):
            with self.subTest(path.name):
                self.assertEqual(re.findall(r"0762-(?!555)\d+|\b1[3-9]\d{9}\b", path.read_text()), [])


class DrawingWordsTests(SimpleTestCase):
    drawings = sorted({drawing for post in read_posts() for drawing in post.draw})

    def test_every_drawing_can_be_drawn(self):
        for drawing in self.drawings:
            with self.subTest(drawing):
                scene, hour, number = drawing.split()
                self.assertIn(scene, SCENES)
                self.assertIn(hour, HOURS)
                self.assertTrue(number.isdecimal())

    def test_no_picture_goes_to_two_units(self):
        owners = defaultdict(set)
        for post in read_posts():
            for drawing in post.draw:
                owners[drawing].add(post.unit)

        self.assertEqual({drawing: units for drawing, units in owners.items() if len(units) > 1}, {})

    def test_every_drawing_has_words_that_stand_for_it(self):
        for drawing in self.drawings:
            with self.subTest(drawing):
                self.assertRegex(describe(drawing), "[\u4e00-\u9fff]{4}")

    def test_words_are_kept_for_scenes_only(self):
        self.assertEqual(set(wording()["scenes"]), set(SCENES))


class UnitsTests(SimpleTestCase):
    def test_the_first_batch_is_the_head_account_and_thirty_three_units(self):
        sheet = read_units((CONTENT / "first_batch.csv").read_bytes())

        self.assertEqual(len(sheet.records), 34)
        self.assertEqual([record.code for record in sheet.records if record.is_head], ["HYFB"])

    def test_every_unit_introduces_itself(self):
        self.assertLessEqual({record.code for record in records()}, set(read_introductions()))


class MomentTests(SimpleTestCase):
    now = timezone.make_aware(datetime(2026, 9, 1, 0, 10))  # noqa: DTZ001

    def test_it_counts_minutes_back_over_midnight(self):
        self.assertEqual(moment("-42m", self.now).strftime("%d %H:%M"), "31 23:28")

    def test_it_counts_days_back_and_keeps_the_time_of_day(self):
        self.assertEqual(moment("60 19:06", self.now).strftime("%m-%d %H:%M"), "07-03 19:06")


class ComposerTests(SimpleTestCase):
    def test_it_says_the_same_for_the_same_number(self):
        self.assertEqual(Composer().compose(7), Composer().compose(7))

    def test_it_hardly_repeats_itself(self):
        composer = Composer()
        texts = {composer.compose(number)[1] for number in range(500)}

        self.assertGreater(len(texts), 450)

    def test_it_fills_every_gap(self):
        composer = Composer()
        for number in range(500):
            self.assertNotRegex(composer.compose(number)[1], "[{}]")

    def test_it_speaks_in_every_category(self):
        material = tomllib.loads((CONTENT / "material.toml").read_text())

        self.assertEqual(set(material["sentences"]), {row[0] for row in SHIPPED})
