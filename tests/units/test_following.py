from django.db import IntegrityError, transaction
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from portal.core.refusals import Refused
from tests.at_once import at_once, on_postgresql
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from tests.fresh_start import FreshStart
from units.enums import Role
from units.models import UnitFollow
from units.permissions import why_not_be_followed, why_not_follow_unit
from units.services import follow_unit, follow_units, unfollow_units


class WhyNotFollowUnitTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源气象")

    def test_editors_spokespersons_and_the_desk_choose(self):
        people = [MemberFactory(self.unit, Role.EDITOR), MemberFactory(self.unit, Role.REVIEWER)]
        for person in [*people, HallDeskFactory()]:
            self.assertEqual(why_not_follow_unit(person, self.unit), "")

    def test_nobody_else_does(self):
        for person in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(self.other), UserFactory()]:
            self.assertTrue(why_not_follow_unit(person, self.unit))

    def test_a_unit_follows_neither_itself_nor_one_that_is_not_public(self):
        hidden = UnitFactory(live=False)
        self.assertTrue(why_not_be_followed(self.unit, self.unit))
        self.assertIn(hidden.title, why_not_be_followed(self.unit, hidden))
        self.assertEqual(why_not_be_followed(self.unit, self.other), "")


class FollowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(), UnitFactory()
        cls.editor = MemberFactory(cls.unit)

    def follow(self, follower, followed, by=None):
        return follow_unit(follower=follower, followed=followed, by=by or self.editor, now=timezone.now())

    def test_it_is_new_once(self):
        self.assertTrue(self.follow(self.unit, self.other))
        self.assertFalse(self.follow(self.unit, self.other))
        self.assertEqual(UnitFollow.objects.get().by, self.editor)

    def test_it_is_refused_to_others_and_to_oneself(self):
        for follower, followed in [(self.other, self.unit), (self.unit, self.unit)]:
            with self.assertRaises(Refused):
                self.follow(follower, followed)
        self.assertFalse(UnitFollow.objects.exists())

    def test_two_that_follow_each_other_are_mutual(self):
        self.follow(self.unit, self.other)
        self.assertFalse(UnitFollow.objects.with_mutual().get().is_mutual)

        self.follow(self.other, self.unit, by=MemberFactory(self.other))

        self.assertEqual([one.is_mutual for one in UnitFollow.objects.with_mutual()], [True, True])

    def test_many_are_followed_at_once_without_what_cannot_be(self):
        units = [self.unit, self.other, UnitFactory(), UnitFactory(live=False)]
        self.follow(self.unit, self.other)

        new = follow_units(follower=self.unit, units=units, by=self.editor, now=timezone.now())

        self.assertEqual((new, UnitFollow.objects.count()), (1, 2))

    def test_it_ends(self):
        self.follow(self.unit, self.other)
        with self.assertRaises(Refused):
            unfollow_units(follower=self.unit, units=[self.other], by=MemberFactory(self.other))

        self.assertEqual(unfollow_units(follower=self.unit, units=[self.other], by=self.editor), 1)
        self.assertEqual(unfollow_units(follower=self.unit, units=[self.other], by=self.editor), 0)

    def test_the_database_keeps_a_unit_from_following_itself_and_from_following_twice(self):
        self.follow(self.unit, self.other)
        for followed in [self.unit, self.other]:
            with self.assertRaises(IntegrityError), transaction.atomic():
                UnitFollow.objects.create(follower=self.unit, followed=followed, at=timezone.now())


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def test_ten_clicks_at_once_make_one_follow(self):
        unit, others = UnitFactory(), [UnitFactory(), UnitFactory()]
        editor, now = MemberFactory(unit), timezone.now()

        new = at_once(*[lambda: follow_units(follower=unit, units=others, by=editor, now=now)] * 10)

        self.assertEqual(sorted(new), [0] * 9 + [2])
        self.assertEqual(UnitFollow.objects.count(), 2)
