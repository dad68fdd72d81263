from django.test import TestCase
from django.utils import timezone

from hall.interaction.following.services import follow_every_unit, follow_hashtag
from hall.interaction.liking.services import like_post
from hall.interaction.models import Follow, FollowAll, FollowerCount, Like, LikeCount
from hall.models import Hashtag
from portal.accounts.personal_data import collect_all
from tests.factories import CitizenFactory, PostFactory


class PersonalDataTests(TestCase):
    def setUp(self):
        self.post = PostFactory(text="#防汛#今晚停水")
        self.person, now = CitizenFactory(), timezone.now()
        like_post(post=self.post, user=self.person, now=now)
        follow_every_unit(user=self.person, now=now)
        follow_hashtag(hashtag=Hashtag.objects.get(), user=self.person, now=now)

    def test_a_person_reads_what_they_liked_and_follow(self):
        data = collect_all(self.person)
        self.assertEqual([row["post"] for row in data["likes"]], [self.post.title])
        self.assertEqual(
            [row.get("unit") or row.get("hashtag") or row["every_unit"] for row in data["follows"]],
            [self.post.unit.title, "防汛", True],
        )

    def test_who_leaves_takes_it_along_and_the_counts_stay_true(self):
        other = CitizenFactory()
        like_post(post=self.post, user=other, now=timezone.now())
        follow_every_unit(user=other, now=timezone.now())
        self.person.delete()
        for model in [Like, Follow, FollowAll]:
            self.assertEqual(set(model.objects.values_list("user", flat=True)), {other.pk})
        self.assertEqual((LikeCount.objects.get().total, FollowerCount.objects.get().total), (1, 1))
