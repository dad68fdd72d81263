from datetime import UTC, date, datetime, timedelta

from django.test import TestCase

from hall.models import TimelineEntry
from hall.silence import silent_units
from tests.assertions import HouseAssertions
from tests.factories.posts import PostFactory
from tests.factories.units import UnitFactory
from units.models import UnitPage

# Noon in the city.
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def days_ago(days, hours=0):
    return NOW - timedelta(days=days, hours=hours)


class SilentUnitTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        UnitPage.objects.update(first_published_at=NOW)
        cls.unit = UnitFactory(title="平安河源")
        UnitPage.objects.update(first_published_at=days_ago(100))

    def speak(self, moment, unit=None):
        post = PostFactory(unit=unit or self.unit, text="今晚停水，请街坊存水。")
        TimelineEntry.objects.filter(post=post).update(published_at=moment)
        return post

    def found(self):
        return [(silence.unit.title, silence.days, silence.is_over) for silence in silent_units(NOW)]

    def test_a_unit_is_named_from_the_tenth_day_and_over_the_limit_from_the_fourteenth(self):
        self.speak(days_ago(50))
        for days, expected in {
            9: [],
            10: [("平安河源", 10, False)],
            13: [("平安河源", 13, False)],
            14: [("平安河源", 14, True)],
        }.items():
            with self.subTest(days):
                TimelineEntry.objects.update(published_at=days_ago(days))
                self.assertEqual(self.found(), expected)

    def test_days_are_those_of_the_calendar_not_of_the_clock(self):
        # 23:30 of the fourteenth of November in the city; the clock says nine and a half days.
        self.speak(datetime(2026, 11, 14, 15, 30, tzinfo=UTC))

        self.assertEqual(self.found(), [("平安河源", 10, False)])

    def test_the_newest_post_counts(self):
        self.speak(days_ago(30))
        self.speak(days_ago(2))

        self.assertEqual(self.found(), [])

    def test_a_withdrawn_post_is_no_word(self):
        self.speak(days_ago(20))
        newest = self.speak(days_ago(1))
        newest.unpublish()

        self.assertEqual(self.found(), [("平安河源", 20, True)])

    def test_a_unit_that_never_spoke_is_silent_since_its_launch(self):
        (silence,) = silent_units(NOW)

        self.assertFalse(silence.has_posts)
        self.assertEqual(silence.last_day, date(2026, 8, 16))
        self.assertEqual(silence.days, 100)

    def test_a_unit_that_is_not_launched_owes_nothing(self):
        UnitPage.objects.update(live=False)

        self.assertEqual(self.found(), [])

    def test_the_longest_silence_comes_first(self):
        self.speak(days_ago(12))
        other = UnitFactory(title="河源教育")
        self.speak(days_ago(40), other)

        self.assertEqual([name for name, _days, _over in self.found()], ["河源教育", "平安河源"])

    def test_queries_do_not_grow_with_units(self):
        self.assertQueriesDoNotGrow(
            lambda: silent_units(NOW),
            lambda: UnitPage.objects.filter(pk=UnitFactory().pk).update(first_published_at=days_ago(99)),
        )
