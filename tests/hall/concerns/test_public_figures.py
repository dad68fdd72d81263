"""How questions are answered, as the public pages say it, and what they keep quiet about."""

from datetime import date, timedelta

from django.test import TestCase
from django.utils import timezone

from hall.concerns.enums import ConcernState
from hall.concerns.public.queries import figures_of
from tests.assertions import HouseAssertions
from tests.factories import ConcernFactory, UnitFactory


class FiguresTests(HouseAssertions, TestCase):
    def test_are_shown_from_ten_on(self):
        unit = UnitFactory()
        now = timezone.now()
        for _ in range(9):
            ConcernFactory(
                unit=unit, state=ConcernState.ANSWERED, received_at=now - timedelta(days=5), days_taken=2
            )
        self.assertContains(self.client.get(unit.url), "满 10 件后显示")
        ConcernFactory(unit=unit, received_at=now - timedelta(days=40))
        page = self.client.get(unit.url)

        self.assertNotContains(page, "满 10 件后显示")
        self.assertContains(page, "90%")
        self.assertContains(page, "应答 10 件、已答 9 件")

    def figures(self, unit=None):
        return figures_of(unit, timezone.now())

    def make(self, count, unit, *, is_private, **fields):
        asked = timezone.now() - timedelta(days=20)
        for _ in range(count):
            ConcernFactory(unit=unit, is_private=is_private, received_at=asked, **fields)

    def test_tell_nothing_of_few_private_ones(self):
        unit, other, desk = UnitFactory(), UnitFactory(), {"unit": None, "state": ConcernState.RECEIVED}
        self.make(12, unit, is_private=False, state=ConcernState.ANSWERED, days_taken=3)
        self.make(10, other, is_private=True)
        before, whole = self.figures(unit), self.figures()
        self.assertEqual(whole.total, 22)
        for fields in [{}, {"state": ConcernState.ANSWERED, "days_taken": 9}, {"due_on": date(2000, 1, 1)}]:
            with self.subTest(fields):
                self.make(3, unit, is_private=True, **fields)
                self.make(3, is_private=True, **desk)
                self.assertEqual(self.figures(unit), before)
                self.assertEqual(self.figures(), whole)

    def test_count_private_ones_of_a_unit_and_of_the_desk_from_ten_on(self):
        unit = UnitFactory()
        self.make(10, unit, is_private=False)
        self.make(9, unit, is_private=True)
        self.assertEqual((self.figures(unit).total, self.figures().total), (10, 10))
        self.make(1, unit, is_private=True)
        self.assertEqual((self.figures(unit).total, self.figures().total), (20, 20))
        self.make(9, None, is_private=True, state=ConcernState.RECEIVED)
        self.assertEqual(self.figures().total, 20)
        self.make(1, None, is_private=True, state=ConcernState.RECEIVED)
        self.assertEqual((self.figures(unit).total, self.figures().total), (20, 30))

    def test_say_that_private_ones_are_counted_too(self):
        unit = UnitFactory()
        self.make(10, unit, is_private=False)
        for address in ["/ask/", unit.url]:
            self.assertContains(self.client.get(address), "不公开的问题满 10 件后一并计入")

    def test_are_counted_in_one_query(self):
        with self.assertNumQueries(1):
            self.figures()

    def test_cost_one_query_with_any_number_of_units(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get("/ask/"), lambda: ConcernFactory(unit=UnitFactory())
        )
