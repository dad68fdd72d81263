from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from hall.campaigns.activity.services import cancel
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivitySeats, SignUp
from hall.campaigns.services import call_off, end_event
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import ActivityFactory, CitizenFactory, HallDeskFactory, SignUpFactory

IN, WAITING, CANCELLED = SignUpState.IN, SignUpState.WAITING, SignUpState.CANCELLED
MINUTE = timedelta(minutes=1)


def states(activity):
    return list(activity.sign_ups.order_by("number").values_list("state", flat=True))


def subjects(row):
    return list(OutgoingMail.objects.filter(to=row.email).order_by("pk").values_list("subject", flat=True))


class PlaceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.activity = ActivityFactory(title="湖边徒步", capacity=2)

    def seats(self):
        return ActivitySeats.objects.get(activity=self.activity)

    def republish(self, **changed):
        for name, value in changed.items():
            setattr(self.activity, name, value)
        self.activity.save_revision().publish(skip_permission_checks=True)

    def test_whoever_comes_after_the_last_place_waits_in_order(self):
        rows = [SignUpFactory(self.activity) for _number in range(4)]

        self.assertEqual(states(self.activity), [IN, IN, WAITING, WAITING])
        self.assertEqual([row.number for row in rows], [1, 2, 3, 4])
        self.assertEqual((self.seats().taken, self.seats().waiting), (2, 2))

    def test_a_place_that_becomes_free_is_the_next_ones_who_hears_of_it(self):
        rows = [SignUpFactory(self.activity) for _number in range(4)]

        cancel(sign_up_id=rows[0].pk, now=self.now)

        self.assertEqual(states(self.activity), [CANCELLED, IN, IN, WAITING])
        self.assertIn("您有名额了：湖边徒步", subjects(rows[2]))
        self.assertEqual(len(subjects(rows[3])), 1)

    def test_cancelled_twice_frees_one_place(self):
        rows = [SignUpFactory(self.activity) for _number in range(4)]
        for _time in range(2):
            cancel(sign_up_id=rows[0].pk, now=self.now)

        self.assertEqual(states(self.activity), [CANCELLED, IN, IN, WAITING])

    def test_a_free_place_goes_to_the_first_who_fits(self):
        first = SignUpFactory(self.activity, people=2)
        family, single = SignUpFactory(self.activity, people=2), SignUpFactory(self.activity)
        self.republish(capacity=3)
        self.assertEqual(states(self.activity), [IN, WAITING, IN])

        cancel(sign_up_id=first.pk, now=self.now)

        family.refresh_from_db()
        self.assertEqual((family.state, single.state, self.seats().taken), (IN, WAITING, 3))

    def test_more_people_than_there_are_places_are_refused(self):
        with self.assertRaises(Refused):
            SignUpFactory(self.activity, people=3)

    def test_more_places_let_people_move_up(self):
        rows = [SignUpFactory(self.activity) for _number in range(4)]

        self.republish(capacity=3)

        self.assertEqual(states(self.activity), [IN, IN, IN, WAITING])
        self.assertIn("您有名额了：湖边徒步", subjects(rows[2]))

    def test_fewer_places_than_are_taken_send_nobody_home(self):
        rows = [SignUpFactory(self.activity) for _number in range(3)]

        self.republish(capacity=1)
        self.assertEqual(states(self.activity), [IN, IN, WAITING])
        cancel(sign_up_id=rows[0].pk, now=self.now)

        self.assertEqual(states(self.activity), [CANCELLED, IN, WAITING])
        self.assertEqual(self.seats().capacity, 1)

    def test_the_clock_of_the_hall_opens_and_closes(self):
        opens, closes = self.activity.opens_at, self.activity.closes_at
        for moment in [opens - MINUTE, closes, closes + MINUTE]:
            with self.subTest(moment=moment), self.assertRaises(Refused):
                SignUpFactory(self.activity, now=moment)
        SignUpFactory(self.activity, now=opens)
        SignUpFactory(self.activity, now=closes - MINUTE)
        self.assertEqual(SignUp.objects.count(), 2)

    def test_nobody_signs_up_once_it_is_ended_or_called_off(self):
        end_event(page_id=self.activity.pk, by=HallDeskFactory(), now=self.now)
        with self.assertRaisesMessage(Refused, "报名已于"):
            SignUpFactory(self.activity)

    def test_a_person_and_an_address_sign_up_once_until_they_cancel(self):
        citizen = CitizenFactory()
        row = SignUpFactory(self.activity, person=citizen)
        for again in [{"person": citizen}, {"email": citizen.email.upper()}]:
            with self.subTest(again), self.assertRaises(Refused):
                SignUpFactory(self.activity, **again)

        cancel(sign_up_id=row.pk, now=self.now)

        self.assertEqual(SignUpFactory(self.activity, person=citizen).number, 2)

    def test_called_off_everybody_hears_why(self):
        rows = [SignUpFactory(self.activity) for _number in range(3)]
        gone = SignUpFactory(self.activity)
        cancel(sign_up_id=gone.pk, now=self.now)

        call_off(page_id=self.activity.pk, by=HallDeskFactory(), reason="台风来了。", now=self.now)

        letters = OutgoingMail.objects.filter(subject="活动取消：湖边徒步")
        self.assertEqual(sorted(letters.values_list("to", flat=True)), sorted(row.email for row in rows))
        self.assertIn("台风来了。", letters[0].body)
        cancel(sign_up_id=rows[0].pk, now=self.now)
        self.assertEqual(states(self.activity), [CANCELLED, IN, WAITING, CANCELLED])

    def test_another_time_or_place_is_told(self):
        row = SignUpFactory(self.activity)
        self.republish(introduction="请带好水。")
        self.assertEqual(len(subjects(row)), 1)

        self.republish(place="市民广场")

        self.assertIn("时间或地点有变：湖边徒步", subjects(row))

    def test_what_is_over_cannot_be_cancelled(self):
        row = SignUpFactory(self.activity)
        with self.assertRaises(Refused):
            cancel(sign_up_id=row.pk, now=self.activity.ends_at)

    def test_the_database_gives_no_place_twice(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            ActivitySeats.objects.filter(activity=self.activity).update(taken=3)
        row = SignUpFactory(self.activity)
        for same in [{"number": 1}, {"email": row.email}, {"people": 0}]:
            fields = {
                "activity": self.activity,
                "email": "other@mail.example",
                "number": 9,
                "people": 1,
                "state": IN,
                "signed_up_at": self.now,
                "seed": "s",
                "secret_digest": "d",
            }
            with self.subTest(same), self.assertRaises(IntegrityError), transaction.atomic():
                SignUp.objects.create(**{**fields, **same})
