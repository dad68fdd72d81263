"""Two do the same at one moment: one is first, the other is told."""

from django.test import TransactionTestCase
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.services import choose_nickname, find_or_create_citizen
from portal.core.refusals import Refused
from tests.at_once import at_once, on_postgresql
from tests.factories import CitizenFactory
from tests.fresh_start import FreshStart


@on_postgresql
class AtOnceTests(FreshStart, TransactionTestCase):
    def test_a_nickname_is_one_persons(self):
        people = [CitizenFactory(nickname="") for _ in range(10)]

        outcomes = at_once(
            *(
                lambda person=person: choose_nickname(user=person, nickname="东江小雨", now=timezone.now())
                for person in people
            )
        )

        self.assertEqual(sum(isinstance(outcome, Refused) for outcome in outcomes), 9)
        self.assertEqual(User.objects.filter(nickname="东江小雨").count(), 1)

    def test_an_address_becomes_one_person(self):
        outcomes = at_once(*[lambda: find_or_create_citizen(email="li@mail.example")] * 10)

        self.assertEqual({user.pk for user in outcomes}, {User.objects.get().pk})
