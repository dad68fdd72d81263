"""The verbs of the training, and who is refused each of them."""

from datetime import timedelta

from django.test import TestCase

from hall.assessment.enums import SessionState
from hall.assessment.models import TrainingSeat
from hall.assessment.training.duties import remind_of_training
from hall.assessment.training.services import (
    attend,
    cancel_session,
    correct_attendance,
    give_up,
    open_session,
    send_quiz,
)
from portal.accounts.personal_data import PARTS
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory
from tests.hall.assessment.months import OldUnitFactory, at
from tests.hall.assessment.training.world import (
    BEFORE,
    BEGINS,
    DURING,
    ENDS,
    MULTIPLE,
    RIGHT,
    SINGLE,
    WRONG,
    SessionFactory,
    certified_seat,
    take_place,
)
from units.enums import Role


class TrainingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        cls.editor = MemberFactory(cls.unit)
        cls.speaker, cls.stranger = (
            MemberFactory(cls.unit, Role.REVIEWER),
            MemberFactory(cls.other, Role.REVIEWER),
        )
        cls.desk = HallDeskFactory()

    def letters_to(self, person):
        return list(OutgoingMail.objects.filter(to=person.email).values_list("subject", flat=True))

    def refused(self, words):
        return self.assertRaisesMessage(Refused, words)


class SessionTests(TrainingTestCase):
    def test_opening_invites_the_spokespersons(self):
        session = SessionFactory(opened_at=None)
        self.assertEqual(session.state(BEFORE), SessionState.PLANNED)
        session = open_session(session_id=session.pk, user=self.desk, now=BEFORE)

        self.assertEqual(session.state(BEFORE), SessionState.OPEN)
        self.assertEqual(session.state(ENDS), SessionState.HELD)
        self.assertEqual(self.letters_to(self.speaker), ["培训班：新上岗编辑培训班"])
        self.assertEqual(self.letters_to(self.editor), [])

    def test_only_the_desk_opens_and_only_once_and_before_it_begins(self):
        session = SessionFactory(opened_at=None)
        for user, now, words in [
            (self.speaker, BEFORE, "值班室"),
            (CitizenFactory(), BEFORE, "值班室"),
            (self.desk, BEGINS, "已经开始"),
        ]:
            with self.subTest(words), self.refused(words):
                open_session(session_id=session.pk, user=user, now=now)
        with self.refused("已经开放"):
            open_session(session_id=SessionFactory().pk, user=self.desk, now=BEFORE)

    def test_cancelling_says_why_to_everybody_with_a_place(self):
        session = SessionFactory()
        take_place(session, self.unit, self.editor)
        with self.refused("理由"):
            cancel_session(session_id=session.pk, reason=" ", user=self.desk, now=BEFORE)
        session = cancel_session(session_id=session.pk, reason="老师生病", user=self.desk, now=BEFORE)

        self.assertEqual(session.state(BEFORE), SessionState.CANCELLED)
        self.assertIn("已取消：新上岗编辑培训班", self.letters_to(self.editor))
        self.assertIn("老师生病", OutgoingMail.objects.filter(to=self.editor.email).last().body)
        with self.refused("已取消"):
            take_place(session, self.unit, self.speaker)

    def test_nobody_else_cancels_and_nothing_that_is_over(self):
        session = SessionFactory()
        with self.refused("值班室"):
            cancel_session(session_id=session.pk, reason="不想去", user=self.speaker, now=BEFORE)
        with self.refused("已经结束"):
            cancel_session(session_id=session.pk, reason="晚了", user=self.desk, now=ENDS)


class PlaceTests(TrainingTestCase):
    def test_a_spokesperson_takes_one_for_a_colleague_who_gets_a_letter(self):
        seat = take_place(SessionFactory(), self.unit, self.editor, by=self.speaker)

        self.assertEqual((seat.unit, seat.enrolled_by), (self.unit, self.speaker))
        self.assertEqual(self.letters_to(self.editor), ["已报名：新上岗编辑培训班"])

    def test_who_may_not(self):
        session, citizen = SessionFactory(), CitizenFactory()
        for words, given in {
            "本人": {"person": self.editor, "by": self.stranger},
            "没有加入": {"person": citizen, "by": citizen},
        }.items():
            with self.subTest(words), self.refused(words):
                take_place(session, self.unit, **given)
        with self.refused("本人"):
            take_place(session, self.unit, self.editor, by=self.desk)
        with self.refused("没有加入"):
            take_place(session, self.other, self.editor)

    def test_it_is_for_the_named_roles_only(self):
        session = SessionFactory(roles=[Role.LIAISON])
        with self.refused("联络员"):
            take_place(session, self.unit, self.editor)
        take_place(session, self.unit, MemberFactory(self.unit, Role.LIAISON))

    def test_neither_twice_nor_after_it_began_nor_before_it_opens(self):
        session = SessionFactory()
        take_place(session, self.unit, self.editor)
        with self.refused("已经报名"):
            take_place(session, self.unit, self.editor, by=self.speaker)
        with self.refused("开始"):
            take_place(session, self.unit, self.speaker, now=BEGINS)
        with self.refused("开始"):
            take_place(session, self.unit, self.speaker, now=ENDS + timedelta(days=1))
        with self.refused("还没有开放"):
            take_place(SessionFactory(opened_at=None), self.unit, self.editor)

    def test_no_more_than_there_are(self):
        session = SessionFactory(seats_per_unit=1, seats_total=2)
        take_place(session, self.unit, self.editor)
        with self.refused("本单位的名额"):
            take_place(session, self.unit, self.speaker)
        take_place(session, self.other, self.stranger)
        with self.refused("名额已满"):
            take_place(session, self.other, MemberFactory(self.other))

    def test_it_is_given_up_until_it_begins(self):
        seat = take_place(SessionFactory(), self.unit, self.editor)
        with self.refused("本人"):
            give_up(seat_id=seat.pk, by=self.stranger, now=BEFORE)
        with self.refused("开始"):
            give_up(seat_id=seat.pk, by=self.editor, now=BEGINS)
        give_up(seat_id=seat.pk, by=self.speaker, now=BEGINS - timedelta(minutes=1))

        self.assertFalse(TrainingSeat.objects.exists())

    def test_each_is_reminded_once_the_day_before(self):
        take_place(SessionFactory(), self.unit, self.editor)
        for now in (BEGINS - timedelta(days=2), BEGINS - timedelta(hours=20), BEGINS - timedelta(hours=2)):
            remind_of_training(now)

        self.assertEqual(self.letters_to(self.editor).count("明天：新上岗编辑培训班"), 1)


class DoorTests(TrainingTestCase):
    def setUp(self):
        self.seat = take_place(SessionFactory(), self.unit, self.editor)

    def test_it_is_open_from_half_an_hour_before_to_the_end(self):
        for now, words in [
            (BEGINS - timedelta(minutes=31), "签到将于"),
            (ENDS + timedelta(seconds=1), "已经结束"),
        ]:
            with self.subTest(words), self.refused(words):
                attend(seat_id=self.seat.pk, by=self.editor, now=now)
        self.assertTrue(attend(seat_id=self.seat.pk, by=self.editor, now=BEGINS - timedelta(minutes=30)))
        self.assertFalse(attend(seat_id=self.seat.pk, by=self.desk, now=ENDS))

    def test_nobody_checks_in_a_colleague(self):
        for user in (self.speaker, self.stranger, CitizenFactory()):
            with self.subTest(user), self.refused("值班室"):
                attend(seat_id=self.seat.pk, by=user, now=DURING)

    def test_the_desk_corrects_by_hand_and_a_certificate_goes_with_it(self):
        with self.refused("值班室"):
            correct_attendance(seat_id=self.seat.pk, has_come=True, by=self.editor, now=ENDS)
        correct_attendance(seat_id=self.seat.pk, has_come=True, by=self.desk, now=ENDS + timedelta(days=1))
        send_quiz(seat_id=self.seat.pk, number=1, given=RIGHT, by=self.editor, now=ENDS + timedelta(days=2))
        self.seat.refresh_from_db()
        self.assertTrue(self.seat.certificate)
        correct_attendance(seat_id=self.seat.pk, has_come=False, by=self.desk, now=ENDS + timedelta(days=3))
        self.seat.refresh_from_db()

        self.assertEqual((self.seat.attended_at, self.seat.certificate), (None, ""))


class QuizTests(TrainingTestCase):
    def setUp(self):
        self.session = SessionFactory(attempts=2)
        self.seat = take_place(self.session, self.unit, self.editor)

    def send(self, number=1, given=RIGHT, by=None, now=DURING):
        return send_quiz(seat_id=self.seat.pk, number=number, given=given, by=by or self.editor, now=now)

    def come(self):
        attend(seat_id=self.seat.pk, by=self.editor, now=DURING)

    def test_passing_it_gives_a_certificate_with_a_number(self):
        self.come()
        attempt = self.send()
        self.seat.refresh_from_db()

        self.assertEqual((attempt.right, attempt.total, attempt.is_passed), (2, 2, True))
        self.assertEqual(self.seat.certificate, f"培2026-{self.session.pk:03}-001")
        self.assertEqual(len(self.seat.certificate_code), 16)

    def test_it_is_for_who_came(self):
        with self.refused("签到"):
            self.send()

    def test_no_more_attempts_than_there_are(self):
        self.come()
        self.send(1, WRONG)
        self.send(2, WRONG)
        with self.refused("2 次机会"):
            self.send(3)
        self.seat.refresh_from_db()
        self.assertIsNone(self.seat.certified_at)

    def test_a_form_that_is_sent_twice_counts_once(self):
        self.come()
        self.assertEqual(self.send(1, WRONG), self.send(1, RIGHT))
        with self.refused("对不上"):
            self.send(7)

    def test_forged_answers_are_refused_and_use_no_attempt(self):
        self.come()
        forged = [
            {SINGLE: frozenset("c"), MULTIPLE: frozenset("cd")},
            {SINGLE: frozenset("ab"), MULTIPLE: frozenset("cd")},
            {SINGLE: frozenset("a")},
            {**RIGHT, "33333333-3333-4333-8333-333333333333": frozenset("a")},
        ]
        for given in forged:
            with self.subTest(given), self.assertRaises(Refused):
                self.send(1, given)
        self.assertFalse(self.seat.attempts.exists())

    def test_nobody_answers_for_another_and_nobody_weeks_later(self):
        self.come()
        with self.refused("自己答"):
            self.send(by=self.speaker)
        with self.refused("开放到"):
            self.send(now=ENDS + timedelta(days=31))

    def test_a_session_without_a_quiz_certifies_who_came(self):
        seat = certified_seat(SessionFactory(questions=[]), self.unit, self.speaker)

        self.assertTrue(seat.certificate)

    def test_numbers_go_on_in_the_session(self):
        first = certified_seat(self.session, self.unit, self.speaker)
        second = certified_seat(self.session, self.other, self.stranger)

        self.assertEqual([first.certificate_number, second.certificate_number], [1, 2])

    def test_sixty_of_a_hundred_is_counted_without_rounding(self):
        self.session.pass_mark = 51
        self.session.save()
        self.come()
        half = self.send(1, {**RIGHT, SINGLE: frozenset("b")})

        self.assertEqual((half.right, half.is_passed), (1, False))


class LeavingTests(TrainingTestCase):
    def test_the_count_stays_without_the_name(self):
        seat = certified_seat(SessionFactory(), self.unit, self.editor)
        coming = take_place(
            SessionFactory(
                begins_at=at(1, month=12) + timedelta(days=3650),
                ends_at=at(2, month=12) + timedelta(days=3650),
            ),
            self.unit,
            self.editor,
        )
        part = PARTS["training"]
        self.assertEqual([row["certificate"] for row in part.collect(self.editor)], [seat.certificate, ""])
        part.forget(self.editor)
        seat.refresh_from_db()

        self.assertEqual((seat.person, bool(seat.certified_at), seat.attempts.count()), (None, True, 0))
        self.assertFalse(TrainingSeat.objects.filter(pk=coming.pk).exists())
