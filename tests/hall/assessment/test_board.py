"""The public scoreboard: final months only, every number with what it rests upon, the same for everybody."""

import csv
from datetime import date
from io import BytesIO, StringIO

from django.test import TestCase
from openpyxl import load_workbook

from hall.assessment.models import Scorecard
from hall.assessment.queries import best_of_last_month, sorted_cards
from hall.concerns.enums import ConcernState
from tests.assertions import HouseAssertions
from tests.factories import ConcernFactory
from tests.hall.assessment.months import MonthWalk, OldUnitFactory, at, talkative


def busy(unit):
    """Let a unit answer so much that its figures are told."""
    talkative(unit)
    words = ["桥面补好了", "水压正常了", "班次加了", "树枝锯掉了", "摊位画线了", "证办好了", "灯杆扶正了"]
    for number, text in enumerate(words):
        ConcernFactory(
            unit=unit,
            state=ConcernState.ANSWERED,
            received_at=at(9 + number),
            answered_at=at(10 + number),
        ).answers.update(text=text)


class BoardTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first, cls.second = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        busy(cls.first)
        talkative(cls.second)
        ConcernFactory(unit=cls.second, received_at=at(9))
        cls.silent = OldUnitFactory(title="河源档案")
        cls.walk = MonthWalk()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.walk.compute()
        cls.walk.row.cards.filter(unit=cls.second).update(unit_name="=河源=公安")
        cls.walk.announce()

    def freeze(self):
        self.walk.freeze()

    def test_a_month_that_is_not_final_is_not_there(self):
        self.assertContains(self.client.get("/board/"), "还没有定案的月份")
        for address in ("/board/2026-11/", "/board/2026-11/table.csv", f"/board/2026-11/{self.first.code}/"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_everybody_reads_the_same_without_a_cookie(self):
        self.freeze()
        for address in (
            "/board/",
            "/board/2026-11/",
            "/board/2026-11/?by=posts_per_week",
            f"/board/2026-11/{self.first.code.lower()}/",
        ):
            with self.subTest(address):
                self.assertSameForEveryone(address)

    def test_places_come_first_and_who_has_none_is_told_why(self):
        self.freeze()
        page = self.client.get("/board/").content.decode()

        self.assertLess(page.index("河源水务"), page.index("河源档案"))
        self.assertIn("停更太久", page[page.index("河源档案") :])

    def test_the_list_goes_by_a_number_that_is_chosen_and_by_nothing_else(self):
        self.freeze()
        for by, is_known in [("rating", True), ("drop table", False), ("events", False)]:
            with self.subTest(by):
                response = self.client.get("/board/2026-11/", {"by": by})
                self.assertEqual(response.context["by"], by if is_known else "")

    def test_few_questions_are_not_told(self):
        self.freeze()
        few = self.client.get(f"/board/2026-11/{self.second.code}/").content.decode()
        many = self.client.get(f"/board/2026-11/{self.first.code}/").content.decode()

        self.assertIn("不足 10 件，不公布", few)
        self.assertNotIn("100%</td>\n                <td>5</td>", few)
        self.assertIn("<td>12</td>", many)

    def test_wrong_addresses_lead_nowhere(self):
        self.freeze()
        for address in ("/board/2026-13/", "/board/0000-11/", "/board/2026-10/", "/board/2026-11/nobody/"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_table_is_taken_away_and_computes_nothing(self):
        self.freeze()
        text = b"".join(self.client.get("/board/2026-11/table.csv")).decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text)))
        sheet = load_workbook(BytesIO(b"".join(self.client.get("/board/2026-11/table.xlsx")))).active

        self.assertEqual(len(rows), 4)
        self.assertIn("'=河源=公安", [row[0] for row in rows])
        named = [cell for (cell,) in sheet.iter_rows(min_row=2, max_col=1) if "公安" in cell.value]
        self.assertEqual([(cell.value, cell.data_type) for cell in named], [("=河源=公安", "s")])
        self.assertIn("<10", text)

    def test_the_best_stand_on_the_front_page_until_the_next_month_is_final(self):
        self.freeze()

        for today, is_shown in [
            (date(2026, 11, 30), False),
            (date(2026, 12, 1), True),
            (date(2027, 1, 20), True),
            (date(2027, 2, 1), False),
        ]:
            with self.subTest(today):
                _month, cards = best_of_last_month(today)
                self.assertEqual([card.unit for card in cards][:1], [self.first] if is_shown else [])

    def test_a_unit_shows_its_trend_on_its_page(self):
        self.freeze()
        self.first.refresh_from_db()
        page = self.client.get(self.first.url)

        self.assertContains(page, "unit-trend")
        self.assertContains(page, Scorecard.objects.get(unit=self.first).total)


class CostTests(HouseAssertions, TestCase):
    def test_a_longer_list_costs_no_more_queries(self):
        OldUnitFactory()
        walk = MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            walk.compute()
        first = walk.row.cards.get()

        def make_one():
            card = walk.row.cards.create(
                unit=OldUnitFactory(), unit_name="又一个单位", facts={}, measured=0, bonus=0, total=0
            )
            for line in first.lines.all():
                line.pk, line.card, line._state.adding = None, card, True
                line.save()

        self.assertQueriesDoNotGrow(lambda: self.read(walk.row), make_one)

    def read(self, month):
        return [
            (card.unit.code, [line.value for line in card.lines.all()])
            for card in sorted_cards(month, "rating")
        ]
