from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from hall.interaction.following.services import (
    follow_every_unit,
    follow_hashtag,
    follow_unit,
    stop_following_new_units,
    unfollow_hashtag,
    unfollow_unit,
)
from hall.interaction.models import Follow, FollowAll, FollowerCount
from hall.models import Hashtag
from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, UnitFactory, UserFactory
from units.services import launch_unit


class FollowWorld(TestCase):
    def setUp(self):
        self.unit = UnitFactory()
        self.person = UserFactory()

    def follow(self, unit=None, person=None):
        follow_unit(unit=unit or self.unit, user=person or self.person, now=timezone.now())

    def follow_all(self):
        return follow_every_unit(user=self.person, now=timezone.now())

    def launch(self):
        unit = UnitFactory(live=False)
        with self.captureOnCommitCallbacks(execute=True):
            return launch_unit(unit_id=unit.pk, by=HallDeskFactory())

    def assertFollowers(self, unit, total):
        self.assertEqual(FollowerCount.objects.get(unit=unit).total, total)
        self.assertEqual(Follow.objects.filter(unit=unit).count(), total)


class FollowTests(FollowWorld):
    def test_each_person_counts_once(self):
        self.follow()
        self.follow()
        self.follow(person=UserFactory())
        self.assertFollowers(self.unit, 2)

    def test_they_can_be_ended_more_than_once(self):
        self.follow()
        for _number in range(2):
            unfollow_unit(unit=self.unit, user=self.person)
        self.assertFollowers(self.unit, 0)

    def test_they_go_with_the_person(self):
        self.follow()
        self.follow(person=UserFactory())
        self.person.delete()
        self.assertFollowers(self.unit, 1)

    def test_they_need_somebody_who_is_signed_in_and_a_unit_that_is_online(self):
        for unit, person in [
            (self.unit, AnonymousUser()),
            (self.unit, UserFactory(is_active=False)),
            (UnitFactory(live=False), self.person),
        ]:
            with self.assertRaises(Refused):
                self.follow(unit, person)
        with self.assertRaises(Refused):
            follow_every_unit(user=AnonymousUser(), now=timezone.now())

    def test_a_hashtag_is_followed_once(self):
        hashtag = Hashtag.objects.create(name="防汛", slug="防汛")
        for _number in range(2):
            follow_hashtag(hashtag=hashtag, user=self.person, now=timezone.now())
        self.assertEqual(Follow.objects.get().hashtag, hashtag)
        unfollow_hashtag(hashtag=hashtag, user=self.person)
        self.assertFalse(Follow.objects.exists())
        with self.assertRaises(Refused):
            follow_hashtag(hashtag=hashtag, user=AnonymousUser(), now=timezone.now())

    def test_the_database_knows_no_follow_of_nothing_or_of_two_things(self):
        hashtag = Hashtag.objects.create(name="防汛", slug="防汛")
        for objects in [{}, {"unit": self.unit, "hashtag": hashtag}]:
            with self.assertRaises(IntegrityError), transaction.atomic():
                Follow.objects.create(user=self.person, **objects)


class FollowAllTests(FollowWorld):
    def test_one_click_follows_every_unit_that_is_online(self):
        other, hidden = UnitFactory(), UnitFactory(live=False)
        self.follow()
        self.assertEqual(self.follow_all(), 1)
        self.assertEqual(self.follow_all(), 0)
        for unit, total in [(self.unit, 1), (other, 1)]:
            self.assertFollowers(unit, total)
        self.assertFalse(Follow.objects.filter(unit=hidden).exists())

    def test_it_follows_units_that_come_later(self):
        self.follow_all()
        self.assertFollowers(self.launch(), 1)

    def test_a_unit_that_was_left_out_stays_so_when_it_is_published_again(self):
        self.follow_all()
        unfollow_unit(unit=self.unit, user=self.person)
        with self.captureOnCommitCallbacks(execute=True):
            self.unit.save_revision().publish(skip_permission_checks=True)
        self.assertFollowers(self.unit, 0)
        self.assertTrue(FollowAll.objects.filter(user=self.person).exists())

    def test_it_ends_without_ending_what_is_followed(self):
        self.follow_all()
        stop_following_new_units(user=self.person)
        unit = self.launch()
        self.assertEqual(Follow.objects.filter(user=self.person).get().unit, self.unit)
        self.assertFalse(Follow.objects.filter(unit=unit).exists())
