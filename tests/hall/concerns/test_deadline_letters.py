from datetime import datetime, timedelta

from django.test import TestCase

from hall.concerns.answering.reminders import remind
from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern
from portal.core.models import OutgoingMail
from portal.core.workdays import ZONE
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from tests.factories.concerns import ConcernFactory
from units.enums import Role

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)


class LettersAboutDeadlinesTests(HouseAssertions, TestCase):
    """Who hears that a concern is due, and that nobody is told twice."""

    def setUp(self):
        self.unit = UnitFactory()
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.desk = HallDeskFactory()
        MemberFactory(self.unit, Role.EDITOR)
        MemberFactory(UnitFactory(), Role.LIAISON)

    def told(self, now=WEDNESDAY):
        OutgoingMail.objects.all().delete()
        remind(now=now)
        return sorted(OutgoingMail.objects.values_list("to", flat=True))

    def due(self, days, **fields):
        return ConcernFactory(unit=self.unit, due_on=WEDNESDAY.date() + timedelta(days=days), **fields)

    def test_go_to_the_unit_on_the_day_before(self):
        self.due(1)
        self.assertEqual(self.told(), sorted([self.liaison.email, self.spokesperson.email]))

    def test_are_one_for_all_that_is_due(self):
        self.due(0)
        self.due(1)
        self.assertEqual(len(self.told()), 2)

    def test_are_read_at_the_same_cost_for_one_unit_or_many(self):
        def sweep():
            Concern.objects.update(reminded_at=None, escalated_at=None)
            OutgoingMail.objects.all().delete()
            remind(now=WEDNESDAY)

        self.assertQueriesDoNotGrow(
            sweep, lambda: ConcernFactory(unit=UnitFactory(), due_on=WEDNESDAY.date() - timedelta(days=1))
        )

    def test_do_not_come_early(self):
        self.due(2)
        self.assertEqual(self.told(), [])

    def test_reach_the_desk_once_it_is_late(self):
        self.due(-1)
        self.assertIn(self.desk.email, self.told())

    def test_go_to_the_desk_for_what_no_unit_has(self):
        ConcernFactory(state=ConcernState.RECEIVED, due_on=WEDNESDAY.date())
        self.assertEqual(self.told(), [self.desk.email])

    def test_come_once(self):
        self.due(-1)
        self.told()
        self.assertEqual(self.told(WEDNESDAY + timedelta(days=1)), [])

    def test_come_when_near_and_again_when_late(self):
        self.due(0)
        self.assertNotIn(self.desk.email, self.told())
        self.assertIn(self.desk.email, self.told(WEDNESDAY + timedelta(days=1)))

    def test_do_not_come_on_days_off(self):
        self.due(-1)
        self.assertEqual(self.told(WEDNESDAY + timedelta(days=3)), [])

    def test_end_with_the_answer(self):
        self.due(-1, state=ConcernState.ANSWERED)
        self.assertEqual(self.told(), [])

    def test_name_no_private_word(self):
        self.due(-1)
        self.told()
        concern = Concern.objects.get()
        for letter in OutgoingMail.objects.all():
            self.assertIn(concern.number, letter.body)
            self.assertNotIn(concern.subject, letter.body)
