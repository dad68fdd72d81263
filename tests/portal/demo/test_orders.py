from django.test import TestCase
from django.utils import timezone

from hall.supervision.enums import OrderState
from hall.supervision.models import AccountabilityRecord, SupervisionOrder
from portal.demo.builders.people import bring_desks
from portal.demo.builders.supervision import bring_orders
from portal.demo.reading import read_toml
from tests.factories import MemberFactory, UnitFactory
from units.enums import Role


class OrderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.localtime()
        bring_desks()
        codes = {row["unit"] for row in read_toml("orders.toml")["orders"]} - {""}
        cls.units = {code: UnitFactory(code=code) for code in codes}
        for unit in cls.units.values():
            MemberFactory(unit, Role.REVIEWER)
            MemberFactory(unit, Role.EDITOR)
        bring_orders(cls.units, cls.now)

    def test_there_is_one_in_every_state_and_one_overdue(self):
        states = set(SupervisionOrder.objects.values_list("state", flat=True))
        self.assertEqual(states, set(OrderState.values))
        self.assertTrue(SupervisionOrder.objects.filter(escalated_at__isnull=False).exists())

    def test_records_of_a_unit_and_of_a_person_stand_behind_them(self):
        concerned = set(AccountabilityRecord.objects.values_list("concerned", flat=True))
        self.assertEqual(concerned, {"unit", "person"})

    def test_a_second_load_brings_nothing_twice(self):
        before = SupervisionOrder.objects.count()
        bring_orders(self.units, self.now)
        self.assertEqual(SupervisionOrder.objects.count(), before)
