from django.contrib.auth.models import AnonymousUser
from django.test import TestCase
from django.utils import timezone

from hall.interaction.liking.services import like_post, take_back_like
from hall.interaction.models import Like, LikeCount
from portal.core.refusals import Refused
from tests.factories import PostFactory, UserFactory


class LikeTests(TestCase):
    def setUp(self):
        self.post = PostFactory()
        self.person = UserFactory()

    def like(self, person=None):
        return like_post(post=self.post, user=person or self.person, now=timezone.now())

    def assertCount(self, total):
        self.assertEqual(LikeCount.objects.get(page=self.post.pk).total, total)
        self.assertEqual(Like.objects.filter(page=self.post.pk).count(), total)

    def test_each_person_counts_once(self):
        self.assertEqual([self.like(), self.like(), self.like(UserFactory())], [True, False, True])
        self.assertCount(2)

    def test_it_can_be_taken_back_more_than_once(self):
        self.like()
        for _number in range(2):
            take_back_like(post=self.post, user=self.person)
        self.assertCount(0)

    def test_it_needs_somebody_who_is_signed_in_and_active(self):
        for person in [AnonymousUser(), UserFactory(is_active=False)]:
            with self.assertRaises(Refused):
                like_post(post=self.post, user=person, now=timezone.now())

    def test_it_goes_with_the_person(self):
        self.like()
        self.like(UserFactory())
        self.person.delete()
        self.assertCount(1)

    def test_it_stays_when_a_new_version_is_published(self):
        self.like()
        self.post.save_revision().publish(skip_permission_checks=True)
        self.assertCount(1)
