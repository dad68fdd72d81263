"""How content who asked is with an answer that solved nothing."""

from django.test import TestCase
from django.utils import timezone

from hall.concerns.enums import ConcernState
from tests.factories import CitizenFactory, UnitFactory
from tests.factories.concerns import ConcernFactory


class NotSolvedTests(TestCase):
    def setUp(self):
        self.citizen = CitizenFactory()
        self.unit = UnitFactory(title="河源路灯")
        self.client.force_login(self.citizen)

    def concern(self, state, **fields):
        return ConcernFactory(unit=self.unit, asker=self.citizen, state=state, **fields)

    def page(self, concern):
        return self.client.get(f"/ask/c/{concern.number}/")

    def act(self, concern, verb, **words):
        sent = {f"{verb}-{name}": value for name, value in words.items()}
        return self.client.post(f"/ask/c/{concern.number}/do/{verb}/", sent)

    def test_not_solved_is_rated_too_if_they_like(self):
        concern = self.concern(ConcernState.ANSWERED)
        self.assertContains(self.page(concern), 'name="reopen-rating"')
        self.assertEqual(self.act(concern, "reopen", text="还是不亮", rating="6").status_code, 422)
        self.act(concern, "reopen", text="还是不亮", rating="2")
        concern.refresh_from_db()
        self.assertEqual((concern.state, concern.rating), (ConcernState.REOPENED, None))
        facts = dict(
            concern.events.filter(kind__in=["rated", "reopened"]).values_list("kind", "facts__rating")
        )
        self.assertEqual(facts, {"rated": 2, "reopened": 2})

    def test_a_rated_answer_is_not_rated_again_with_not_solved(self):
        concern = self.concern(ConcernState.ANSWERED, rating=5, rated_at=timezone.now())
        self.assertNotContains(self.page(concern), 'name="reopen-rating"')
        self.act(concern, "reopen", text="还是不亮", rating="1")
        self.assertEqual(concern.events.get(kind="reopened").facts["rating"], 5)
