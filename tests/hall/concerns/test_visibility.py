"""What private means: who reads what was written about a concern, one by one and as a set."""

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import TestCase

from hall.concerns.enums import ConcernState, Outcome
from hall.concerns.models import Concern
from hall.concerns.permissions import why_not_see
from hall.review.models import Deputy
from portal.accounts.models import User
from portal.core.workdays import local_day
from tests.factories import (
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role


class WhyNotSeeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.below = UnitFactory(parent=cls.unit)
        cls.other = UnitFactory()
        cls.asker = UserFactory()
        cls.concern = ConcernFactory(unit=cls.below, asker=cls.asker)
        cls.readers = {
            "who asked": cls.asker,
            "a liaison": MemberFactory(cls.below, Role.LIAISON),
            "a spokesperson": MemberFactory(cls.below, Role.REVIEWER),
            "a spokesperson of the unit above": MemberFactory(cls.unit, Role.REVIEWER),
            "the desk": HallDeskFactory(),
            "the office": CityOfficeFactory(),
            "an administrator": UserFactory(superuser=True),
        }
        cls.strangers = {
            "nobody": AnonymousUser(),
            "another citizen": UserFactory(),
            "an editor of the unit": MemberFactory(cls.below),
            "a liaison of the unit above": MemberFactory(cls.unit, Role.LIAISON),
            "a spokesperson of another unit": MemberFactory(cls.other, Role.REVIEWER),
            "somebody of the urgent lane": LanePersonFactory(),
            "who asked, switched off": UserFactory(is_active=False),
        }

    def assert_sees(self, user, concern, sees):
        """Both forms of the rule say the same."""
        user = User.objects.get(pk=user.pk) if user.pk else user
        self.assertEqual(not why_not_see(user, concern), sees)
        self.assertEqual(Concern.objects.visible_to(user).filter(pk=concern.pk).exists(), sees)

    def test_who_asked_and_those_who_answer_see_it(self):
        for name, user in self.readers.items():
            with self.subTest(name):
                self.assert_sees(user, self.concern, sees=True)

    def test_nobody_else_sees_it(self):
        for name, user in self.strangers.items():
            with self.subTest(name):
                self.assert_sees(user, self.concern, sees=False)

    def test_a_public_one_shows_no_more_than_its_public_words(self):
        public = ConcernFactory(unit=self.below, is_shown=True)
        for name, user in self.strangers.items():
            with self.subTest(name):
                self.assert_sees(user, public, sees=False)

    def test_whoever_holds_the_code_sees_it(self):
        self.assertEqual(why_not_see(AnonymousUser(), self.concern, holds_code=True), "")

    def test_what_waits_at_the_desk_is_no_units(self):
        waiting = ConcernFactory(state=ConcernState.RECEIVED)
        self.assert_sees(self.readers["the desk"], waiting, sees=True)
        self.assert_sees(self.readers["a spokesperson"], waiting, sees=False)

    def test_the_unit_that_passed_it_on_sees_it_no_more(self):
        Concern.objects.filter(pk=self.concern.pk).update(unit=self.other)
        moved = Concern.objects.get(pk=self.concern.pk)
        self.assert_sees(self.readers["a liaison"], moved, sees=False)
        self.assert_sees(self.strangers["a spokesperson of another unit"], moved, sees=True)

    def test_a_deputy_sees_it_on_the_days_of_the_spokesperson(self):
        deputy, today = MemberFactory(self.other, Role.REVIEWER), local_day(self.concern.received_at)
        self.assert_sees(deputy, self.concern, sees=False)
        days = Deputy.objects.create(
            person=self.readers["a spokesperson"], deputy=deputy, first_day=today, last_day="2999-12-31"
        )
        self.assert_sees(deputy, self.concern, sees=True)
        Deputy.objects.filter(pk=days.pk).update(first_day="2999-12-31")
        self.assert_sees(deputy, self.concern, sees=False)


class PublicTests(TestCase):
    def assert_public(self, concern, is_public):
        self.assertEqual(concern.is_public, is_public)
        self.assertEqual(Concern.objects.public().filter(pk=concern.pk).exists(), is_public)

    def test_what_a_moderator_has_shown_is_public(self):
        self.assert_public(ConcernFactory(is_shown=True), True)

    def test_nothing_else_is(self):
        shown = ConcernFactory(is_shown=True)
        concerns = {
            "private": ConcernFactory(),
            "not looked at yet": ConcernFactory(is_private=False),
            "hidden": ConcernFactory(is_shown=True, hidden_at="2026-11-25T03:00:00Z"),
            "withdrawn": ConcernFactory(is_shown=True, state=ConcernState.CLOSED, outcome=Outcome.WITHDRAWN),
            "merged": ConcernFactory(
                is_shown=True, state=ConcernState.CLOSED, outcome=Outcome.MERGED, merged_into=shown
            ),
        }
        for name, concern in concerns.items():
            with self.subTest(name):
                self.assert_public(Concern.objects.get(pk=concern.pk), False)

    def test_the_database_shows_no_private_one(self):
        concern = ConcernFactory(is_shown=True)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(is_private=True)
