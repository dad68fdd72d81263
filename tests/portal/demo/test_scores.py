from django.test import TestCase
from django.utils import timezone

from hall.assessment.behind import facts_behind
from hall.assessment.calendar_month import Month
from hall.assessment.enums import AppealState, DeedState, MonthState
from hall.assessment.models import Appeal, AssessedMonth, GoodDeed, Scorecard
from hall.assessment.presets import INFLUENCE
from hall.assessment.sealing import is_as_it_was
from portal.demo.builders.people import DESK
from portal.demo.builders.scores import APPEALING, FINAL, bring_scores
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role
from units.models import UnitPage


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
        cls.month = Month.at(cls.now).before
        UnitPage.objects.update(first_published_at=cls.month.begins)
        PostFactory(unit=cls.units["SWJ"], text="水厂检修完毕", published_at=cls.month.begins)
        bring_scores(cls.units, cls.now)

    def test_past_months_are_final_and_the_last_is_announced_with_an_appeal(self):
        months = list(AssessedMonth.objects.order_by("-first_day"))

        self.assertEqual(months[0].state, MonthState.ANNOUNCED)
        self.assertEqual([month.state for month in months[1:]], [MonthState.FROZEN] * FINAL)
        self.assertTrue(all(is_as_it_was(month) for month in months[1:]))
        self.assertEqual(Appeal.objects.get().state, AppealState.OPEN)
        self.assertEqual(Appeal.objects.get().card.month, months[0])

    def test_the_last_month_is_counted_from_what_the_city_did(self):
        card = Scorecard.objects.get(month__first_day=self.month.first_day, unit=self.units["SWJ"])

        self.assertEqual(card.month.scheme.name, INFLUENCE)
        self.assertEqual(card.month_facts.posts, 1)
        self.assertIn("水厂检修完毕", [fact.title for fact in facts_behind(card.behind.lists, "originals")])

    def test_one_good_deed_is_confirmed(self):
        states = GoodDeed.objects.order_by("pk").values_list("state", flat=True)

        self.assertEqual(list(states), [DeedState.CONFIRMED, DeedState.PROPOSED])

    def test_brought_twice_it_is_there_once(self):
        models = [AssessedMonth, Scorecard, Appeal, GoodDeed]
        before = [model.objects.count() for model in models]

        bring_scores(self.units, self.now)

        self.assertEqual([model.objects.count() for model in models], before)
