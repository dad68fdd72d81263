"""Ten clicks at the same moment count as one."""

from datetime import timedelta

from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.digest.services import choose_rhythm, write_digests
from hall.interaction.enums import DigestRhythm
from hall.interaction.following.services import follow_unit
from hall.interaction.models import DigestLetter, Follow, FollowAll, FollowerCount, Like, LikeCount
from hall.models import Hashtag
from portal.core.models import OutgoingMail
from tests.at_once import at_once, on_postgresql, posting
from tests.factories import CitizenFactory, PostFactory, UnitFactory
from tests.fresh_start import FreshStart

CLICKS = 10


@on_postgresql
class TenAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.unit = UnitFactory()
        self.post = PostFactory(unit=self.unit, text="#防汛#今晚停水")
        self.person = CitizenFactory()

    def click(self, address, people, **sent):
        answers = at_once(*(posting(person, address, sent) for person in people))
        self.assertEqual([answer.status_code for answer in answers], [302] * len(people))

    def test_ten_clicks_of_one_person_are_one_like(self):
        self.click(reverse("like", args=[self.post.pk]), [self.person] * CLICKS, action="like")
        self.assertEqual((Like.objects.count(), LikeCount.objects.get().total), (1, 1))
        self.click(reverse("like", args=[self.post.pk]), [self.person] * CLICKS, action="take_back")
        self.assertEqual((Like.objects.count(), LikeCount.objects.get().total), (0, 0))

    def test_ten_people_are_ten_likes(self):
        people = [CitizenFactory() for _number in range(CLICKS)]
        self.click(reverse("like", args=[self.post.pk]), people, action="like")
        self.assertEqual((Like.objects.count(), LikeCount.objects.get().total), (CLICKS, CLICKS))

    def test_ten_clicks_follow_once(self):
        for kind, key in [("unit", self.unit.pk), ("topic", Hashtag.objects.get().pk)]:
            with self.subTest(kind):
                self.click(reverse("follow", args=[kind, key]), [self.person] * CLICKS, action="follow")
        self.assertEqual((Follow.objects.count(), FollowerCount.objects.get().total), (2, 1))

    def test_ten_clicks_follow_every_unit_once(self):
        for _number in range(3):
            UnitFactory()
        self.click(reverse("follow_all"), [self.person] * CLICKS, action="follow")
        self.assertEqual((Follow.objects.count(), FollowAll.objects.count()), (4, 1))
        self.assertEqual(set(FollowerCount.objects.values_list("total", flat=True)), {1})

    def test_ten_processes_write_one_letter(self):
        now = timezone.localtime().replace(hour=9, minute=0)
        follow_unit(unit=self.unit, user=self.person, now=now)
        choose_rhythm(user=self.person, rhythm=DigestRhythm.DAILY, now=now - timedelta(days=30))
        self.post.timeline_entry.published_at = now - timedelta(hours=3)
        self.post.timeline_entry.save()
        OutgoingMail.objects.all().delete()
        at_once(*[lambda: write_digests(now=now)] * CLICKS)
        self.assertEqual((OutgoingMail.objects.count(), DigestLetter.objects.count()), (1, 1))
