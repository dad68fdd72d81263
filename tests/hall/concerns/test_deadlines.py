from datetime import date, datetime, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.concerns.deadlines import Deadline, deadline_from, extended, working_days_left
from hall.concerns.holdings import holdings
from portal.core.enums import DayKind
from portal.core.workdays import ZONE, Calendar, day_begins

SPRING_FESTIVAL = Calendar(
    holidays={date(2026, 2, day): "春节" for day in range(15, 24)},
    makeup_days={date(2026, 2, 14): "春节", date(2026, 2, 28): "春节"},
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 1))
calendars = st.builds(
    Calendar,
    holidays=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.just("假"), max_size=30),
    makeup_days=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.just("班"), max_size=10),
)
moments = st.builds(
    lambda day, second: day_begins(day) + timedelta(seconds=second), days, st.integers(0, 86_399)
)


def at(*parts):
    return datetime(*parts, tzinfo=ZONE)


class DeadlineTests(SimpleTestCase):
    def test_the_day_of_asking_does_not_count(self):
        self.assertEqual(deadline_from(at(2026, 11, 25, 9), 1, Calendar()).due_on, date(2026, 11, 26))

    def test_a_question_at_night_belongs_to_the_day_in_the_city(self):
        late = deadline_from(at(2026, 11, 25, 23, 59), 1, Calendar())
        early = deadline_from(at(2026, 11, 26, 0, 1), 1, Calendar())
        self.assertEqual((late.due_on, early.due_on), (date(2026, 11, 26), date(2026, 11, 27)))
        self.assertEqual(late.since, date(2026, 11, 25))

    def test_a_question_in_the_holidays_waits_for_their_end(self):
        deadline = deadline_from(at(2026, 2, 16, 10), 5, SPRING_FESTIVAL)
        # The 24th to the 27th, and the Saturday that is worked for the festival.
        self.assertEqual(deadline.due_on, date(2026, 2, 28))
        self.assertEqual([note.kind for note in deadline.notes], [DayKind.HOLIDAY] * 8 + [DayKind.MAKEUP])

    @given(moments, st.integers(1, 30), calendars)
    def test_so_many_working_days_lie_after_the_day_of_asking(self, moment, count, calendar):
        deadline = deadline_from(moment, count, calendar)
        span = [
            deadline.since + timedelta(days=n) for n in range(1, (deadline.due_on - deadline.since).days + 1)
        ]
        self.assertEqual(sum(map(calendar.is_working_day, span)), count)
        self.assertTrue(calendar.is_working_day(deadline.due_on))

    @given(moments, st.integers(1, 15), calendars)
    def test_every_day_passed_over_is_named(self, moment, count, calendar):
        deadline = deadline_from(moment, count, calendar)
        passed = [note.day for note in deadline.notes if not note.is_counted and note.day > deadline.since]
        self.assertEqual((deadline.due_on - deadline.since).days, count + len(passed))

    @given(moments, st.integers(1, 15), st.integers(1, 15), calendars)
    def test_more_time_is_counted_as_if_it_had_been_given_at_once(self, moment, count, more, calendar):
        self.assertEqual(
            extended(deadline_from(moment, count, calendar), more, calendar),
            deadline_from(moment, count + more, calendar),
        )

    @given(moments, st.integers(1, 15), calendars)
    def test_what_is_kept_says_the_same_later(self, moment, count, calendar):
        deadline = deadline_from(moment, count, calendar)
        self.assertEqual(Deadline.from_json(deadline.as_json()), deadline)

    @given(moments, st.integers(1, 15), calendars)
    def test_on_the_day_of_asking_all_its_days_are_left(self, moment, count, calendar):
        deadline = deadline_from(moment, count, calendar)
        self.assertEqual(working_days_left(deadline.since, deadline.due_on, calendar), count)
        self.assertEqual(working_days_left(deadline.due_on, deadline.due_on, calendar), 0)

    def test_days_late_are_counted_below_nothing(self):
        self.assertEqual(working_days_left(date(2026, 11, 30), date(2026, 11, 26), Calendar()), -2)


class HoldingTests(SimpleTestCase):
    def test_each_holder_has_its_own_time(self):
        moves = [(at(2026, 11, 25, 12), None, 1), (at(2026, 11, 27, 12), 1, 2)]
        found = holdings(at(2026, 11, 24, 12), 2, moves, at(2026, 12, 1, 12))
        self.assertEqual([one.unit_id for one in found], [None, 1, 2])
        self.assertEqual([one.working_days(Calendar()) for one in found], [1, 2, 2])

    def test_without_a_move_there_is_one_holder(self):
        [only] = holdings(at(2026, 11, 24, 12), 7, [], at(2026, 11, 25, 12))
        self.assertEqual((only.unit_id, only.working_days(Calendar())), (7, 1))
