"""The year 2026 by the State Council's notice: 春节 15–23 February, worked on the 14th and 28th; 国庆节 1–7 October,
worked on 20 September and 10 October."""

from datetime import UTC, date, datetime, time, timedelta

from django.test import SimpleTestCase
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.core.enums import DayKind
from portal.core.workdays import HORIZON, ZONE, BeyondCalendar, Calendar, local_day
from tests.portal.core.test_arrangements import calendar_of

CALENDAR = calendar_of(2026, 2027)
ALWAYS_CLOSED = Calendar(holidays={date.fromordinal(day): "停摆" for day in range(730_000, 760_000)})
HOUR = timedelta(hours=1)
SIX_DAYS = Calendar(
    holidays={date(2026, 10, 1): "国庆节"},
    makeup_days={date(2026, 10, 10): "国庆节"},
    hours=((time(9), time(12)), (time(12), time(17, 30))),
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class WorkingDayTests(SimpleTestCase):
    def test_each_kind_of_day_is_told(self):
        for day, kind in [
            (date(2026, 2, 13), DayKind.WORKDAY),
            (date(2026, 2, 14), DayKind.MAKEUP),
            (date(2026, 2, 15), DayKind.HOLIDAY),
            (date(2026, 2, 23), DayKind.HOLIDAY),
            (date(2026, 2, 24), DayKind.WORKDAY),
            (date(2026, 2, 28), DayKind.MAKEUP),
            (date(2026, 3, 1), DayKind.WEEKEND),
            (date(2026, 9, 20), DayKind.MAKEUP),
            (date(2026, 10, 10), DayKind.MAKEUP),
        ]:
            with self.subTest(day=day):
                self.assertEqual(CALENDAR.kind_of(day), kind)
                self.assertEqual(CALENDAR.is_working_day(day), kind in {DayKind.WORKDAY, DayKind.MAKEUP})

    def test_a_year_nobody_entered_has_its_weekends(self):
        self.assertTrue(CALENDAR.is_working_day(date(2031, 10, 1)))
        self.assertFalse(CALENDAR.is_working_day(date(2031, 10, 4)))


class DueOnTests(SimpleTestCase):
    def test_deadlines_in_working_days(self):
        for asked_on, working_days, due in [
            ((2026, 3, 2), 1, (2026, 3, 3)),
            ((2026, 3, 6), 1, (2026, 3, 9)),
            ((2026, 2, 13), 1, (2026, 2, 14)),
            ((2026, 2, 13), 2, (2026, 2, 24)),
            ((2026, 2, 14), 5, (2026, 2, 28)),
            ((2026, 2, 17), 1, (2026, 2, 24)),
            ((2026, 2, 27), 2, (2026, 3, 2)),
            ((2026, 9, 18), 1, (2026, 9, 20)),
            ((2026, 9, 30), 3, (2026, 10, 10)),
            ((2026, 9, 30), 5, (2026, 10, 13)),
            ((2026, 10, 5), 0, (2026, 10, 8)),
            ((2026, 10, 8), 0, (2026, 10, 8)),
        ]:
            with self.subTest(asked_on=asked_on, working_days=working_days):
                self.assertEqual(CALENDAR.due_on(date(*asked_on), working_days), date(*due))

    def test_a_minute_before_midnight_is_still_the_day_of_asking(self):
        asked_at = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)

        self.assertEqual(local_day(asked_at), date(2026, 3, 2))
        self.assertEqual(local_day(asked_at + timedelta(minutes=1)), date(2026, 3, 3))

    def test_a_moment_is_not_taken_for_a_day(self):
        with self.assertRaises(TypeError):
            CALENDAR.due_on(at("2026-03-02T23:59"), 1)

    def test_a_deadline_before_the_question_is_refused(self):
        with self.assertRaises(ValueError):
            CALENDAR.due_on(date(2026, 3, 2), -1)

    def test_a_calendar_without_a_working_day_ends_in_an_error(self):
        with self.assertRaises(BeyondCalendar):
            ALWAYS_CLOSED.due_on(date(2026, 3, 2), 1)

    def test_a_deadline_beyond_ten_years_ends_in_an_error(self):
        with self.assertRaises(BeyondCalendar):
            CALENDAR.due_on(date(2026, 3, 2), HORIZON)


class WorkingTimeTests(SimpleTestCase):
    def test_deadlines_in_working_hours(self):
        for start, hours, end in [
            ("2026-03-02T09:00", 2, "2026-03-02T11:00"),
            ("2026-03-02T11:00", 1, "2026-03-02T12:00"),
            ("2026-03-02T11:00", 2, "2026-03-02T15:30"),
            ("2026-03-02T13:00", 1, "2026-03-02T15:30"),
            ("2026-03-02T07:00", 7, "2026-03-02T18:00"),
            ("2026-03-02T18:00", 1, "2026-03-03T09:30"),
            ("2026-03-02T23:59", 1, "2026-03-03T09:30"),
            ("2026-03-06T17:00", 2, "2026-03-09T09:30"),
            ("2026-02-13T17:00", 2, "2026-02-14T09:30"),
            ("2026-02-14T17:30", 1, "2026-02-24T09:00"),
            ("2026-02-27T17:30", 1, "2026-02-28T09:00"),
            ("2026-09-19T12:00", 7, "2026-09-20T18:00"),
            ("2026-09-30T17:00", 8, "2026-10-08T18:00"),
            ("2026-10-03T10:00", 22, "2026-10-12T09:30"),
        ]:
            with self.subTest(start=start, hours=hours):
                self.assertEqual(CALENDAR.add_working_time(at(start), hours * HOUR), at(end))

    def test_open_hours_between_two_moments(self):
        for start, end, hours in [
            ("2026-03-02T09:00", "2026-03-02T11:00", 2),
            ("2026-03-02T12:00", "2026-03-02T14:30", 0),
            ("2026-03-02T18:00", "2026-03-03T08:30", 0),
            ("2026-02-14T08:30", "2026-02-24T12:00", 10.5),
            ("2026-10-01T00:00", "2026-10-11T23:59", 21),
            ("2026-03-02T11:00", "2026-03-02T09:00", -2),
        ]:
            with self.subTest(start=start, end=end):
                self.assertEqual(CALENDAR.working_time_between(at(start), at(end)), hours * HOUR)

    def test_no_time_added_is_the_moment_itself(self):
        midnight = at("2026-02-17T00:00")

        self.assertEqual(CALENDAR.add_working_time(midnight, timedelta(0)), midnight)

    def test_a_moment_of_another_zone_is_answered_in_the_citys(self):
        answer = CALENDAR.add_working_time(datetime(2026, 3, 2, 1, 0, tzinfo=UTC), HOUR)

        self.assertEqual(answer.isoformat(), "2026-03-02T10:00:00+08:00")

    def test_the_hours_are_those_of_the_calendar(self):
        self.assertEqual(SIX_DAYS.add_working_time(at("2026-09-30T17:00"), 9 * HOUR), at("2026-10-02T17:30"))

    def test_what_cannot_be_counted_is_refused(self):
        for act in [
            lambda: CALENDAR.add_working_time(datetime(2026, 3, 2), HOUR),  # noqa: DTZ001
            lambda: CALENDAR.add_working_time(at("2026-03-02T09:00"), -HOUR),
            lambda: ALWAYS_CLOSED.add_working_time(at("2026-03-02T09:00"), HOUR),
            lambda: CALENDAR.add_working_time(at("2026-03-02T09:00"), timedelta(days=30_000)),
            lambda: CALENDAR.working_time_between(at("2026-03-02T09:00"), at("2037-03-02T09:00")),
            lambda: CALENDAR.how_counted(date(2026, 3, 2), date(2037, 3, 2)),
        ]:
            with self.assertRaises(ValueError):
                act()

    def test_a_calendar_that_is_never_open_has_no_time_between(self):
        self.assertEqual(
            ALWAYS_CLOSED.working_time_between(at("2026-03-02T09:00"), at("2026-04-02T09:00")), timedelta(0)
        )

    def test_hours_that_do_not_follow_one_another_make_no_calendar(self):
        for hours in [
            (),
            ((time(12), time(8)),),
            ((time(8), time(8)),),
            ((time(8), time(12)), (time(11), time(17))),
        ]:
            with self.subTest(hours=hours), self.assertRaises(ValueError):
                Calendar(hours=hours)


class HowCountedTests(SimpleTestCase):
    def test_a_deadline_over_the_national_day_tells_its_days(self):
        asked_on = date(2026, 9, 30)
        due = CALENDAR.due_on(asked_on, 4)

        notes = CALENDAR.how_counted(asked_on, due)

        skipped = [(note.day.day, note.kind, note.name) for note in notes if not note.is_counted]
        self.assertEqual(
            skipped,
            [*((day, DayKind.HOLIDAY, "国庆节") for day in range(1, 8)), (11, DayKind.WEEKEND, "")],
        )
        worked = [(note.day, note.kind, note.name) for note in notes if note.is_counted]
        self.assertEqual(worked, [(date(2026, 10, 10), DayKind.MAKEUP, "国庆节")])

    def test_ordinary_days_need_no_word(self):
        self.assertEqual(CALENDAR.how_counted(date(2026, 3, 2), date(2026, 3, 6)), ())

    def test_nothing_is_said_backwards(self):
        self.assertEqual(CALENDAR.how_counted(date(2026, 3, 8), date(2026, 3, 1)), ())


moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=ZONE)
)
lengths = st.timedeltas(timedelta(0), timedelta(days=40))
days = st.dates(date(2025, 12, 1), date(2027, 12, 31))
calendars = st.sampled_from([CALENDAR, SIX_DAYS, Calendar()])


class WorkingTimeProperties(SimpleTestCase):
    @given(calendars, moments, lengths)
    def test_what_was_added_is_measured(self, calendar, moment, length):
        end = calendar.add_working_time(moment, length)

        self.assertEqual(calendar.working_time_between(moment, end), length)

    @given(calendars, moments, moments, lengths)
    def test_who_starts_later_ends_no_sooner(self, calendar, one, other, length):
        early, late = sorted([one, other])

        self.assertLessEqual(
            calendar.add_working_time(early, length), calendar.add_working_time(late, length)
        )

    @given(calendars, moments, moments, moments)
    def test_two_parts_make_the_whole(self, calendar, one, two, three):
        a, b, c = sorted([one, two, three])
        between = calendar.working_time_between

        self.assertEqual(between(a, b) + between(b, c), between(a, c))
        self.assertLessEqual(between(a, c), c - a)

    @given(calendars, moments, lengths)
    def test_time_ends_while_the_office_is_open(self, calendar, moment, length):
        assume(length)

        end = calendar.add_working_time(moment, length)

        self.assertTrue(calendar.is_working_day(end.date()))
        self.assertTrue(any(opens < end.time() <= closes for opens, closes in calendar.hours))


class DueOnProperties(SimpleTestCase):
    @given(calendars, days, st.integers(1, 60))
    def test_as_many_days_are_worked_as_were_given(self, calendar, asked_on, working_days):
        due = calendar.due_on(asked_on, working_days)
        passed = [asked_on + timedelta(days=n + 1) for n in range((due - asked_on).days)]

        self.assertEqual(sum(map(calendar.is_working_day, passed)), working_days)
        self.assertTrue(calendar.is_working_day(due))

    @given(calendars, days, days, st.integers(0, 60))
    def test_who_asks_later_is_answered_no_sooner(self, calendar, one, other, working_days):
        early, late = sorted([one, other])

        self.assertLessEqual(calendar.due_on(early, working_days), calendar.due_on(late, working_days))
