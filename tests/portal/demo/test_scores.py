from django.test import TestCase
from django.utils import timezone

from hall.assessment.enums import AppealState, DeedState, MonthState
from hall.assessment.models import Appeal, AssessedMonth, GoodDeed, Scorecard
from hall.assessment.sealing import is_as_it_was
from portal.demo.builders.people import DESK
from portal.demo.builders.scores import APPEALING, FINAL, bring_scores
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role


class ScoresTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.units = {code: UnitFactory(code=code, title=f"河源{code}") for code in (APPEALING, "SWJ")}
        for unit in cls.units.values():
            PostFactory(unit=unit)
            for role in (Role.EDITOR, Role.REVIEWER):
                MemberFactory(unit, role)
        HallDeskFactory(email=DESK)
        cls.now = timezone.localtime()
        bring_scores(cls.units, cls.now)

    def test_past_months_are_final_and_the_last_is_announced_with_an_appeal(self):
        months = list(AssessedMonth.objects.order_by("-first_day"))

        self.assertEqual(months[0].state, MonthState.ANNOUNCED)
        self.assertEqual([month.state for month in months[1:]], [MonthState.FROZEN] * FINAL)
        self.assertTrue(all(is_as_it_was(month) for month in months[1:]))
        self.assertEqual(Appeal.objects.get().state, AppealState.OPEN)
        self.assertEqual(Appeal.objects.get().card.month, months[0])

    def test_one_good_deed_is_confirmed(self):
        states = GoodDeed.objects.order_by("pk").values_list("state", flat=True)

        self.assertEqual(list(states), [DeedState.CONFIRMED, DeedState.PROPOSED])

    def test_brought_twice_it_is_there_once(self):
        models = [AssessedMonth, Scorecard, Appeal, GoodDeed]
        before = [model.objects.count() for model in models]

        bring_scores(self.units, self.now)

        self.assertEqual([model.objects.count() for model in models], before)
