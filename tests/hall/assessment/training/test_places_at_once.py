"""Places and numbers when many people press at the same moment."""

from django.test import TransactionTestCase

from hall.assessment.models import TrainingSeat
from hall.assessment.training.services import attend
from tests.at_once import at_once, on_postgresql, refusals
from tests.factories import MemberFactory
from tests.fresh_start import FreshStart
from tests.hall.assessment.months import OldUnitFactory
from tests.hall.assessment.training.world import DURING, SessionFactory, take_place


@on_postgresql
class AtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.unit = OldUnitFactory(title="河源水务")
        self.people = [MemberFactory(self.unit) for _number in range(6)]

    def test_no_place_is_given_twice(self):
        session = SessionFactory(seats_per_unit=2)
        acts = [lambda one=one: take_place(session, self.unit, one) for one in self.people]

        self.assertEqual(len(refusals(*acts)), 4)
        self.assertEqual(session.seats.count(), 2)

    def test_the_last_place_of_all_goes_to_one(self):
        other = OldUnitFactory(title="河源公安")
        people = [(self.unit, self.people[0]), (other, MemberFactory(other))]
        session = SessionFactory(seats_total=1)

        refused = refusals(*[lambda who=who: take_place(session, *who) for who in people])

        self.assertEqual((len(refused), session.seats.count()), (1, 1))

    def test_one_person_has_one_place(self):
        session, one = SessionFactory(), self.people[0]

        self.assertEqual(len(refusals(*[lambda: take_place(session, self.unit, one)] * 4)), 3)

    def test_no_number_is_given_twice(self):
        session = SessionFactory(questions=[])
        seats = [take_place(session, self.unit, one) for one in self.people]
        at_once(*[lambda seat=seat: attend(seat_id=seat.pk, by=seat.person, now=DURING) for seat in seats])

        numbers = TrainingSeat.objects.values_list("certificate_number", flat=True)
        self.assertEqual(sorted(numbers), [1, 2, 3, 4, 5, 6])
