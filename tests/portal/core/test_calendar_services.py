from datetime import date, time
from unittest import mock

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory, TestCase
from wagtail.models import ModelLogEntry

from portal.core.arrangements import ARRANGEMENTS, Arrangement, Feast
from portal.core.enums import DayKind, YearState
from portal.core.models import CalendarYear, PortalSettings, SpecialDay
from portal.core.queries import calendar_for, calendar_years, load_calendar
from portal.core.refusals import Refused
from portal.core.services import enter_days, lay_in_year, lay_in_years, settle_year
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, SpecialDayFactory, UserFactory

NOTICE_OF_2027 = Arrangement(
    is_official=True, feasts=(Feast("春节", (2, 5), (2, 11), makeup=((1, 31), (2, 20))),)
)


def forget_calendar():
    SpecialDay.objects.all().delete()
    CalendarYear.objects.all().delete()


class LayInYearTests(TestCase):
    def setUp(self):
        forget_calendar()

    def days(self, year):
        return list(SpecialDay.objects.filter(date__year=year).values_list("date", "kind", "name"))

    def test_this_year_and_the_next_are_filled(self):
        lay_in_years(today=date(2026, 11, 24))

        self.assertEqual((len(self.days(2026)), len(self.days(2027))), (39, 19))
        self.assertIn((date(2026, 2, 14), DayKind.MAKEUP, "春节"), self.days(2026))

    def test_a_year_outside_the_table_is_left_to_the_desk(self):
        lay_in_years(today=date(2040, 1, 1))

        self.assertFalse(SpecialDay.objects.exists())

    def test_again_changes_nothing(self):
        lay_in_year(year=2026)
        before = list(SpecialDay.objects.values())

        self.assertFalse(lay_in_year(year=2026))

        self.assertEqual(list(SpecialDay.objects.values()), before)

    def test_what_the_desk_deleted_stays_away(self):
        lay_in_year(year=2027)
        SpecialDay.objects.filter(date=date(2027, 2, 10)).delete()

        lay_in_year(year=2027)

        self.assertFalse(SpecialDay.objects.filter(date=date(2027, 2, 10)).exists())

    def test_a_year_that_the_desk_began_is_its_own(self):
        SpecialDayFactory(date=date(2027, 1, 1), name="元旦")

        self.assertFalse(lay_in_year(year=2027))

        self.assertEqual(len(self.days(2027)), 1)

    def test_a_notice_replaces_legal_days_that_nobody_touched(self):
        lay_in_year(year=2027)

        with mock.patch.dict(ARRANGEMENTS, {2027: NOTICE_OF_2027}):
            self.assertTrue(lay_in_year(year=2027))

        self.assertEqual(len(self.days(2027)), 9)
        self.assertTrue(CalendarYear.objects.get(year=2027).is_settled)

    def test_a_notice_leaves_days_that_the_desk_changed(self):
        lay_in_year(year=2027)
        SpecialDay.objects.filter(date=date(2027, 1, 1)).update(name="新年")

        with mock.patch.dict(ARRANGEMENTS, {2027: NOTICE_OF_2027}):
            self.assertFalse(lay_in_year(year=2027))

        self.assertIn((date(2027, 1, 1), DayKind.HOLIDAY, "新年"), self.days(2027))

    def test_a_notice_leaves_a_year_that_the_desk_settled(self):
        lay_in_year(year=2027)
        settle_year(year=2027, by=HallDeskFactory())

        with mock.patch.dict(ARRANGEMENTS, {2027: NOTICE_OF_2027}):
            self.assertFalse(lay_in_year(year=2027))


class EnterDaysTests(TestCase):
    def enter(self, first, last, by=None, **fields):
        values = {"kind": DayKind.HOLIDAY, "name": "春节", **fields}
        return enter_days(first=first, last=last, by=by or HallDeskFactory(), **values)

    def test_each_day_of_a_holiday_is_entered_and_logged(self):
        days = self.enter(date(2031, 1, 22), date(2031, 1, 28))

        self.assertEqual([day.date.day for day in days], list(range(22, 29)))
        self.assertEqual(ModelLogEntry.objects.for_instance(days[6]).count(), 1)

    def test_a_taken_day_is_named_and_none_is_entered(self):
        SpecialDayFactory(date=date(2031, 1, 24))

        with self.assertRaisesMessage(Refused, "2031年1月24日"):
            self.enter(date(2031, 1, 22), date(2031, 1, 28))

        self.assertEqual(SpecialDay.objects.filter(date__year=2031).count(), 1)

    def test_refusals(self):
        for name, act in {
            "not the desk": lambda: self.enter(date(2031, 1, 22), date(2031, 1, 22), by=UserFactory()),
            "backwards": lambda: self.enter(date(2031, 1, 22), date(2031, 1, 21)),
            "too long": lambda: self.enter(date(2031, 1, 1), date(2031, 2, 1)),
            "made up on a Monday": lambda: self.enter(
                date(2031, 1, 20), date(2031, 1, 20), kind=DayKind.MAKEUP
            ),
        }.items():
            with self.subTest(name), self.assertRaises(Refused):
                act()

        self.assertFalse(SpecialDay.objects.filter(date__year=2031).exists())


class SettleYearTests(TestCase):
    def setUp(self):
        forget_calendar()

    def test_the_desk_settles_a_year(self):
        lay_in_year(year=2027)

        settle_year(year=2027, by=HallDeskFactory())

        self.assertTrue(CalendarYear.objects.get(year=2027).is_settled)

    def test_refusals(self):
        lay_in_years(today=date(2026, 11, 24))
        for name, year, by in [
            ("not the desk", 2027, UserFactory()),
            ("settled already", 2026, HallDeskFactory()),
            ("no days", 2031, HallDeskFactory()),
        ]:
            with self.subTest(name), self.assertRaises(Refused):
                settle_year(year=year, by=by)

        self.assertFalse(CalendarYear.objects.get(year=2027).is_settled)


class CalendarReadTests(HouseAssertions, TestCase):
    def test_it_holds_the_days_and_the_hours_of_the_desk(self):
        SpecialDayFactory(date=date(2031, 1, 23))
        SpecialDayFactory(date=date(2031, 1, 25), kind=DayKind.MAKEUP)
        portal = PortalSettings.load()
        portal.morning_from = time(9)
        portal.save()

        calendar = load_calendar()

        self.assertEqual(calendar.holidays[date(2031, 1, 23)], "春节")
        self.assertTrue(calendar.is_working_day(date(2031, 1, 25)))
        self.assertEqual(calendar.hours[0], (time(9), time(12)))

    def test_it_costs_the_same_for_one_day_or_six(self):
        self.assertQueriesDoNotGrow(load_calendar, SpecialDayFactory)

    def test_a_request_reads_it_once(self):
        request = RequestFactory().get("/")
        calendar_for(request)

        with self.assertNumQueries(0):
            calendar_for(request)

    def test_the_coming_years_tell_how_sure_they_are(self):
        forget_calendar()
        lay_in_years(today=date(2026, 11, 24))

        for today, states in [
            (date(2026, 11, 24), {2026: YearState.SETTLED, 2027: YearState.LEGAL}),
            (date(2027, 1, 1), {2026: YearState.SETTLED, 2027: YearState.LEGAL, 2028: YearState.EMPTY}),
        ]:
            with self.subTest(today=today):
                self.assertEqual({known.year: known.state for known in calendar_years(today)}, states)

    def test_a_past_year_troubles_nobody(self):
        forget_calendar()
        lay_in_year(year=2027)

        unsure = [
            known.year for known in calendar_years(date(2028, 1, 1)) if known.is_unsure(date(2028, 1, 1))
        ]

        self.assertEqual(unsure, [2028, 2029])


class ConstraintTests(TestCase):
    def test_a_special_day_is_special(self):
        with self.assertRaises(IntegrityError):
            SpecialDayFactory(kind=DayKind.WORKDAY)

    def test_working_hours_follow_one_another(self):
        for fields in [
            {"morning_until": time(8)},
            {"afternoon_from": time(11)},
            {"afternoon_until": time(14)},
        ]:
            with self.subTest(fields), self.assertRaises(ValidationError):
                PortalSettings(**fields).full_clean()

        PortalSettings(morning_until=time(13), afternoon_from=time(13)).full_clean()
