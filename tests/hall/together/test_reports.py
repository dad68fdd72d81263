import csv
from io import BytesIO, StringIO

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.onboarding.models import Batch, BatchPlace
from units.services import follow_unit

NAMES = ["together_report", "together_pairs", "together_matrix"]


class ReportTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()
        cls.police, cls.weather, cls.water = (
            UnitFactory(title=title) for title in ["平安河源", "河源气象", "河源水务"]
        )
        for follower, followed in [
            (cls.police, cls.weather),
            (cls.weather, cls.police),
            (cls.police, cls.water),
        ]:
            cls.follow(follower, followed)
        warning = PostFactory(unit=cls.weather, text="暴雨")
        PostFactory(unit=cls.police, repost_of=warning, text="转")
        long_ago = timezone.now() - timezone.timedelta(days=40)
        PostFactory(unit=cls.police, repost_of=warning, text="早先转的", published_at=long_ago)

    @classmethod
    def follow(cls, follower, followed):
        follow_unit(follower=follower, followed=followed, by=cls.desk, now=timezone.now())

    def setUp(self):
        self.client.force_login(self.desk)

    def ask(self, name, **question):
        return self.client.get(reverse(name), question)


class DoorTests(ReportTestCase):
    def test_only_the_desk_comes_in(self):
        self.client.force_login(MemberFactory(self.police))
        for name in [*NAMES, "together_report_results", "together_pairs_results"]:
            with self.subTest(name):
                self.assertEqual(self.ask(name).status_code, 302)
                self.assertEqual(self.ask(name, export="csv").status_code, 302)

    def test_it_costs_the_same_for_few_units_or_more(self):
        for name in NAMES:
            with self.subTest(name):
                self.assertQueriesDoNotGrow(
                    lambda name=name: self.ask(name), lambda: self.follow(self.police, UnitFactory())
                )


class TiesTests(ReportTestCase):
    def test_it_counts_the_ties_of_each_unit(self):
        counted = {
            unit.title: (
                unit.follows_count,
                unit.followers_count,
                unit.mutual_count,
                unit.reposts_count,
                unit.reposted_count,
            )
            for unit in self.ask("together_report").context["object_list"]
        }
        self.assertEqual(counted["平安河源"], (2, 1, 1, 1, 0))
        self.assertEqual(counted["河源气象"], (1, 1, 1, 0, 1))
        self.assertEqual(counted["河源水务"], (0, 1, 0, 0, 0))

    def test_it_is_narrowed_to_a_batch_and_to_what_stands_below_a_unit(self):
        batch = Batch.objects.create(name="首批")
        BatchPlace.objects.create(batch=batch, unit=self.water)
        station = UnitFactory(title="源城分局", parent=self.police)
        for question, found in [
            ({"batch": batch.pk}, [self.water.pk]),
            ({"parent": self.police.pk}, [self.police.pk, station.pk]),
            ({"q": "气象"}, [self.weather.pk]),
        ]:
            with self.subTest(question):
                listed = self.ask("together_report", **question).context["object_list"]
                self.assertEqual([unit.pk for unit in listed], found)

    def test_it_is_taken_away_as_a_file(self):
        answer = self.ask("together_report", export="csv")
        rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        self.assertIn([self.police.code, "平安河源", "2", "1", "1", "1", "0"], rows)

        answer = self.ask("together_pairs", export="xlsx")
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        said = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=2)]
        self.assertIn(["平安河源", "河源气象", True, True, 1], said)
        self.assertIn(["平安河源", "河源水务", True, False, 0], said)


class PairsTests(ReportTestCase):
    """The water unit passes on what the weather unit says, and follows nobody."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.warning = PostFactory(unit=cls.weather, text="大风")
        for words in ["转", "再转"]:
            PostFactory(unit=cls.water, repost_of=cls.warning, text=words)
        PostFactory(unit=cls.weather, repost_of=cls.warning, text="自己再说一遍")

    def listed(self, **question):
        rows = self.ask("together_pairs", **question).context["object_list"]
        return [(row["unit_title"], row["other_title"], row["reposts_count"]) for row in rows]

    def test_they_are_follows_and_reposts_of_whom_one_does_not_follow(self):
        self.assertCountEqual(
            self.listed(),
            [
                ("平安河源", "河源气象", 1),
                ("平安河源", "河源水务", 0),
                ("河源气象", "平安河源", 0),
                ("河源水务", "河源气象", 2),
            ],
        )
        self.assertContains(self.ask("together_pairs"), "4 对单位")

    def test_they_are_narrowed(self):
        batch = Batch.objects.create(name="首批")
        BatchPlace.objects.create(batch=batch, unit=self.water)
        for question, found in [
            ({"unit_title": "气象"}, 1),
            ({"other_title": "气象"}, 2),
            ({"batch": batch.pk}, 1),
            ({"follows": "true"}, 3),
            ({"follows": "false"}, 1),
            ({"is_mutual": "true"}, 2),
            ({"is_mutual": "false"}, 2),
            ({"follows": "false", "is_mutual": "true"}, 0),
        ]:
            with self.subTest(question):
                self.assertEqual(len(self.listed(**question)), found)

    def test_they_are_put_in_order_and_those_without_a_date_stand_last(self):
        self.assertEqual(self.listed(ordering="-reposts_count")[0], ("河源水务", "河源气象", 2))
        for ordering in ["since", "-since"]:
            with self.subTest(ordering):
                self.assertEqual(self.listed(ordering=ordering)[-1], ("河源水务", "河源气象", 2))

    def test_they_are_taken_away_whole(self):
        answer = self.ask("together_pairs", export="csv")
        rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        self.assertIn(["河源水务", "河源气象", "False", "False", "2", ""], rows)
        self.assertEqual(len(rows), 5)

    def test_they_cost_the_same_for_few_or_more(self):
        self.assertQueriesDoNotGrow(
            lambda: self.ask("together_pairs"),
            lambda: PostFactory(unit=UnitFactory(), repost_of=self.warning, text="转"),
        )


class MatrixTests(ReportTestCase):
    def test_it_says_in_each_cell_what_one_has_to_do_with_the_other(self):
        page = self.ask("together_matrix")
        rows = {unit.title: ties for unit, ties in page.context["rows"]}
        itself, weather, water = rows["平安河源"]

        self.assertIsNone(itself)
        self.assertEqual((weather.is_mutual, weather.reposts), (True, 1))
        self.assertEqual((water.follows, water.is_mutual, water.reposts), (True, False, 0))
        self.assertContains(page, "matrix__self", count=3)
        self.assertContains(page, "互粉")

    def test_it_is_narrowed_and_says_when_it_would_be_too_long(self):
        batch = Batch.objects.create(name="首批")
        BatchPlace.objects.create(batch=batch, unit=self.water)
        self.assertEqual(len(self.ask("together_matrix", batch=batch.pk).context["rows"]), 1)

        with self.subTest("too long"):
            for _ in range(58):
                UnitFactory()
            page = self.ask("together_matrix")
            self.assertEqual(page.context["rows"], [])
            self.assertContains(page, "请选择批次")
