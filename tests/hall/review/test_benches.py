from django.test import SimpleTestCase, TestCase

from hall.enums import ReviewLevel
from hall.review.benches import Bench, Roster, assign, assign_in_turn
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
)
from units.enums import Role

UNIT = Bench(ReviewLevel.UNIT, frozenset({1, 2}), "平安源城")
ABOVE = Bench(ReviewLevel.UNIT, frozenset({3}), "平安河源")
DESK = Bench(ReviewLevel.HALL_DESK, frozenset({4}))


class AssignTests(SimpleTestCase):
    def test_a_step_stays_with_its_bench_while_somebody_there_did_not_write(self):
        assignment = assign([UNIT, ABOVE, DESK], {1})
        self.assertEqual((assignment.people, assignment.bench, assignment.because), ({2}, UNIT, ""))

    def test_it_passes_to_the_first_bench_that_has_somebody(self):
        for authors, bench in [({1, 2}, ABOVE), ({1, 2, 3}, DESK)]:
            with self.subTest(authors):
                assignment = assign([UNIT, ABOVE, DESK], authors)
                self.assertEqual((assignment.bench, assignment.passed_over), (bench, UNIT))
                self.assertIn("平安源城", assignment.because)

    def test_it_says_so_when_nobody_is_left(self):
        assignment = assign([UNIT, DESK], {1, 2, 4})
        self.assertEqual((assignment.people, assignment.bench), (frozenset(), None))
        self.assertTrue(assignment.because)

    def test_an_empty_bench_and_one_that_wrote_are_told_apart(self):
        empty = Bench(ReviewLevel.UNIT, frozenset(), "平安源城")
        self.assertNotEqual(assign([empty, DESK], {1}).because, assign([UNIT, DESK], {1, 2}).because)


class AssignInTurnTests(SimpleTestCase):
    OFFICE = Bench(ReviewLevel.CITY_OFFICE, frozenset({5}))

    def test_who_alone_can_take_a_step_takes_none_after_it(self):
        empty = Bench(ReviewLevel.UNIT, frozenset(), "平安源城")
        turns = [
            (ReviewLevel.UNIT, [empty, DESK, self.OFFICE]),
            (ReviewLevel.HALL_DESK, [DESK, self.OFFICE]),
            (ReviewLevel.CITY_OFFICE, [self.OFFICE]),
        ]
        takers = [assignment.people for assignment in assign_in_turn(turns, set()).values()]
        self.assertEqual(takers, [{4}, {5}, frozenset()])

    def test_of_two_who_can_take_a_step_none_is_left_out_of_the_next(self):
        turns = [(ReviewLevel.UNIT, [UNIT, DESK]), (ReviewLevel.HALL_DESK, [UNIT])]
        takers = [assignment.people for assignment in assign_in_turn(turns, set()).values()]
        self.assertEqual(takers, [{1, 2}, {1, 2}])


class RosterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.station = UnitFactory(title="平安源城", parent=cls.unit)
        cls.chief = MemberFactory(cls.unit, Role.REVIEWER)
        cls.sergeant = MemberFactory(cls.station, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()
        MemberFactory(cls.unit), MemberFactory(UnitFactory(), Role.REVIEWER)
        MemberFactory(cls.unit, Role.REVIEWER, is_active=False)

    def benches(self, level, page):
        return [set(bench.people) for bench in Roster.for_paths([page.path]).benches(level, page.path)]

    def test_a_sub_units_step_passes_up_its_units_then_to_the_desk_and_the_office(self):
        self.assertEqual(
            self.benches(ReviewLevel.UNIT, self.station),
            [{self.sergeant.pk}, {self.chief.pk}, {self.desk.pk}, {self.office.pk}],
        )

    def test_the_units_above_never_pass_down(self):
        self.assertEqual(
            self.benches(ReviewLevel.UNIT, self.unit), [{self.chief.pk}, {self.desk.pk}, {self.office.pk}]
        )

    def test_the_desks_step_passes_to_the_office_and_the_offices_to_nobody(self):
        self.assertEqual(self.benches(ReviewLevel.HALL_DESK, self.unit), [{self.desk.pk}, {self.office.pk}])
        self.assertEqual(self.benches(ReviewLevel.CITY_OFFICE, self.unit), [{self.office.pk}])

    def test_a_page_of_no_unit_begins_at_the_desk(self):
        self.assertEqual(
            self.benches(ReviewLevel.UNIT, self.unit.get_parent()), [{self.desk.pk}, {self.office.pk}]
        )

    def test_any_number_of_pages_costs_three_queries(self):
        paths = [UnitFactory().path for _ in range(4)]
        with self.assertNumQueries(3):
            Roster.for_paths(paths)
