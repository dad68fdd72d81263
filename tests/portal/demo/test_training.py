from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from hall.assessment.enums import SessionState
from hall.assessment.models import (
    QuizAttempt,
    ScorecardLine,
    TrainingMaterial,
    TrainingSeat,
    TrainingSession,
)
from hall.assessment.training.permissions import why_not_quiz
from hall.assessment.training.queries import trained_by_unit
from portal.core.models import OutgoingMail
from portal.demo.builders import people
from portal.demo.builders.scores import bring_scores
from portal.demo.builders.training import bring_material, bring_training
from tests.factories import MemberFactory, PostFactory, UnitFactory
from units.enums import Role

CODES = [
    "HYFB",
    "YC",
    "DY",
    "LC",
    "LP",
    "GAJ",
    "GSJ",
    "HBJ",
    "JTJ",
    "SFJ",
    "SWJ",
    "WGX",
    "LVJ",
    "NYJ",
    "CGJ",
    "QXJ",
]


class TrainingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        people.bring_desks()
        cls.units = {code: UnitFactory(code=code, title=f"河源{code}") for code in CODES}
        for unit in cls.units.values():
            PostFactory(unit=unit)
            for role in (Role.EDITOR, Role.REVIEWER, Role.LIAISON):
                MemberFactory(unit, role)
        cls.now = timezone.localtime()
        bring_training(cls.units, cls.now)

    def states(self):
        return [session.state(self.now) for session in TrainingSession.objects.all()]

    def test_sessions_stand_in_every_state_and_one_is_going_on(self):
        self.assertEqual(set(self.states()), set(SessionState))
        going = TrainingSession.objects.get(begins_at__lte=self.now, ends_at__gt=self.now)
        self.assertTrue(going.seats.filter(unit__code="GAJ", attended_at=None).exists())

    def test_of_those_to_come_one_has_places_and_one_is_full(self):
        coming = TrainingSession.objects.told().coming(self.now).filter(begins_at__gt=self.now)
        full = coming.get(seats_total__isnull=False)

        self.assertEqual(full.seats.count(), full.seats_total)
        self.assertTrue(coming.filter(seats_total=None).exists())

    def test_some_were_absent_some_failed_and_most_have_a_certificate(self):
        past = TrainingSeat.objects.filter(session__ends_at__lt=self.now)
        came = past.filter(attended_at__isnull=False)
        certified = came.filter(certified_at__isnull=False)

        self.assertLess(came.count(), past.count())
        self.assertLess(certified.count(), came.count())
        self.assertGreater(certified.count(), past.count() / 2)
        self.assertTrue(QuizAttempt.objects.filter(is_passed=False).exists())

    def test_the_editor_of_the_police_has_a_quiz_to_take(self):
        seats = TrainingSeat.objects.filter(unit__code="GAJ", attended_at__isnull=False, certified_at=None)

        self.assertIn("", [why_not_quiz(seat.person, seat, self.now) for seat in seats])

    def test_nobody_gets_a_letter_about_what_is_over(self):
        sessions = TrainingSession.objects.filter(begins_at__lte=self.now)
        for session in sessions:
            self.assertFalse(OutgoingMail.objects.filter(body__contains=session.title).exists(), session)

    def test_some_teams_are_trained_and_some_are_not_and_the_scorecard_says_so(self):
        bring_scores(self.units, self.now)
        moment = self.now - timedelta(days=47)
        rows = {row.unit.code: row for row in trained_by_unit(list(self.units.values()), moment.year)}
        self.assertGreater(rows["HYFB"].trained, 1)
        self.assertEqual(rows["QXJ"].trained, 0)

        lines = ScorecardLine.objects.filter(indicator="trained", card__unit=self.units["HYFB"])
        self.assertTrue(lines.filter(value__gt=0).exists())

    def test_a_material_is_a_file_that_is_there(self):
        row = {"words": "对照表", "rows": [["官话", "人话"]]}
        bring_material(row, TrainingSession.objects.first(), 3)
        material = TrainingMaterial.objects.get(words="对照表")
        with material.file.open() as file:
            self.assertTrue(file.read(4).startswith(b"PK"))

    def test_brought_twice_it_is_there_once(self):
        before = TrainingSeat.objects.count(), TrainingSession.objects.count()

        bring_training(self.units, self.now)

        self.assertEqual((TrainingSeat.objects.count(), TrainingSession.objects.count()), before)
