"""Many people want a few places in one moment: no place is given twice, and nobody is passed over."""

from datetime import timedelta

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.activity.services import cancel, sign_up
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivitySeats, SignUp
from portal.core.models import OutgoingMail
from tests.at_once import at_once, refusals
from tests.factories import ActivityFactory, SignUpFactory
from tests.fresh_start import FreshStart

IN, WAITING = SignUpState.IN, SignUpState.WAITING
PEOPLE, PLACES, GOING, HANDS = 60, 10, 8, 8


class AtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.activity = ActivityFactory(capacity=PLACES)

    def numbers(self, state):
        rows = self.activity.sign_ups.filter(state=state).order_by("number")
        return list(rows.values_list("number", flat=True))

    def test_no_place_is_given_twice_and_the_rest_wait_in_order(self):
        at_once(*[lambda: SignUpFactory(self.activity)] * PEOPLE, hands=HANDS)

        self.assertEqual(self.numbers(IN), list(range(1, PLACES + 1)))
        self.assertEqual(self.numbers(WAITING), list(range(PLACES + 1, PEOPLE + 1)))
        seats = ActivitySeats.objects.get()
        self.assertEqual((seats.taken, seats.waiting), (PLACES, PEOPLE - PLACES))
        for row in self.activity.sign_ups.all():
            letter = OutgoingMail.objects.get(to=row.email)
            self.assertIn("报名成功" if row.state == IN else "已进入候补", letter.subject)

    def test_places_freed_while_others_sign_up_go_to_who_waits(self):
        rows = [SignUpFactory(self.activity) for _number in range(PLACES + 20)]
        now = timezone.now()
        leave = [lambda row=row: cancel(sign_up_id=row.pk, now=now) for row in rows[:GOING]]
        come = [lambda: SignUpFactory(self.activity)] * GOING

        at_once(*(act for pair in zip(leave, come, strict=True) for act in pair), hands=HANDS)

        self.assertEqual(self.numbers(IN), list(range(GOING + 1, GOING + 1 + PLACES)))
        self.assertEqual(ActivitySeats.objects.get().taken, PLACES)

    def test_the_same_form_sent_many_times_signs_up_once(self):
        now = timezone.now()
        again = {"seed": "seed-of-one-form-0001", "email": "a@mail.example", "now": now}

        rows = at_once(*[lambda: sign_up(page_id=self.activity.pk, **again)] * 8)

        self.assertEqual({row.pk for row in rows}, {SignUp.objects.get().pk})

    def test_at_the_last_second_the_clock_decides_for_each(self):
        closes = self.activity.closes_at
        moments = [closes - timedelta(seconds=1), closes] * 10

        told = refusals(
            *(lambda moment=moment: SignUpFactory(self.activity, now=moment) for moment in moments)
        )

        self.assertEqual((SignUp.objects.count(), len(told)), (10, 10))
