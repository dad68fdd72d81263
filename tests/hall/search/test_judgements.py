"""Search is judged by what it answers, in which order: the same on every database."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.test import TestCase

from hall import search
from hall.models import PostPage
from hall.search import Search
from hall.services import withdraw_post
from portal.core.search.query import read
from tests.factories import HallDeskFactory, PostFactory, UnitFactory
from units.models import UnitPage

HERE = Path(__file__).parent
LONG_AGO = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NAMES = {
    "gaj": ("平安河源", "河源市公安局"),
    "cgj": ("河源城管", "河源市城市综合管理局"),
    "hyfb": ("河源发布", "中共河源市委办公室、河源市人民政府办公室"),
    "fgj": ("河源发改", "河源市发展和改革局"),
    "jyj": ("河源教育", "河源市教育局"),
    "dy": ("东源发布", "东源县人民政府"),
}


def load(name):
    return tomllib.loads((HERE / name).read_text())


class JudgementTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.keys = {}
        units = {}
        for number, (key, (code, text)) in enumerate(load("posts.toml").items()):
            if code not in units:
                title, official_name = NAMES.get(code, (f"账号{code}", f"单位{code}"))
                units[code] = UnitFactory(code=code.upper(), title=title, official_name=official_name)
            post = PostFactory(unit=units[code], text=text, published_at=LONG_AGO + timedelta(hours=number))
            cls.keys[post.pk] = key
            if key == "withdrawn":
                withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="重复", now=LONG_AGO)
        cls.units = list(UnitPage.objects.live())

    def answers(self, typed):
        query = read(typed)
        if not query:
            return []
        wanted = Search.among(self.units, query)
        return [self.keys[entry.post_id] for entry in search.best(wanted).entries]

    def test_the_admin_finds_the_same(self):
        posts = PostPage.objects.filter(live=True)
        for group in ["words", "places", "traditional", "latin", "hashtags", "single", "signs", "nothing"]:
            for typed, expected in load("judgements.toml")[group].items():
                with self.subTest(group=group, typed=typed):
                    found = [self.keys[post.pk] for post in posts.search(typed)]
                    self.assertEqual(set(found), set(expected.replace("|", "").split()))

    def test_every_query_finds_what_it_must_in_the_right_order(self):
        for group, judgements in load("judgements.toml").items():
            for typed, expected in judgements.items():
                with self.subTest(group=group, typed=typed):
                    self.assertEqual(self.answers(typed), expected.replace("|", "").split())

    def test_a_miss_offers_what_can_be_found_the_most_specific_first(self):
        for typed, expected in load("offers.toml").items():
            with self.subTest(typed):
                self.assertEqual(self.answers(typed), [])
                self.assertEqual(search.offers(read(typed), self.units), expected)
