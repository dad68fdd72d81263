from datetime import UTC, datetime

from django.test import TestCase

from hall.supervision.models import OpinionItem, OpinionSource
from hall.supervision.opinion.enums import ItemState
from portal.demo.builders.opinions import bring_opinions
from portal.demo.builders.people import DESK
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


class DemoOpinionTests(TestCase):
    def test_every_state_is_shown_once_however_often_it_is_brought(self):
        HallDeskFactory(email=DESK)
        units = {code: UnitFactory(code=code) for code in ["GAJ", "SWJ"]}
        for unit in units.values():
            MemberFactory(unit, Role.REVIEWER)
            PostFactory(unit=unit)
        bring_opinions(units, NOW)
        count = OpinionItem.objects.count()
        bring_opinions(units, NOW)
        self.assertEqual(OpinionItem.objects.count(), count)
        self.assertEqual(set(OpinionItem.objects.values_list("state", flat=True)), set(ItemState.values))
        self.assertTrue(OpinionItem.objects.filter(alike__gt=0).exists())
        self.assertTrue(OpinionSource.objects.get().is_failing)
