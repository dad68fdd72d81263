from django.db.models import Count
from django.test import TestCase
from django.utils import timezone

from hall.interaction.models import Follow, FollowerCount, Like, LikeCount
from portal.demo.builders import residents
from tests.factories import PostFactory, UnitFactory


class ResidentTests(TestCase):
    def setUp(self):
        self.now = timezone.now()
        for _number in range(3):
            PostFactory(unit=UnitFactory(), text="#防汛#雨大，绕行")
        residents.bring_residents(self.now)

    def test_counts_are_those_of_the_rows(self):
        likes = dict(Like.objects.values_list("page").annotate(total=Count("pk")))
        counted = dict(LikeCount.objects.filter(total__gt=0).values_list("page", "total"))
        self.assertEqual(counted, likes)
        followers = dict(
            Follow.objects.filter(unit__isnull=False).values_list("unit").annotate(total=Count("pk"))
        )
        self.assertEqual(dict(FollowerCount.objects.values_list("unit", "total")), followers)
        self.assertTrue(Follow.objects.filter(hashtag__isnull=False).exists())

    def test_they_come_once_and_like_what_is_new(self):
        before = (Like.objects.count(), Follow.objects.count())
        residents.bring_residents(self.now)
        self.assertEqual((Like.objects.count(), Follow.objects.count()), before)
        post = PostFactory()
        residents.bring_residents(self.now)
        self.assertTrue(LikeCount.objects.filter(page=post.pk).exists())
