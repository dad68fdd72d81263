from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from hall import timelines
from hall.models import Hashtag, TimelineEntry
from hall.services import withdraw_post
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, ImageFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role


class TimelineTests(HouseAssertions, TestCase):
    def test_a_published_post_stands_on_the_timeline_under_its_hashtags(self):
        post = PostFactory(text="今天#河源发布#欢迎你")

        entry = TimelineEntry.objects.get(post=post)
        self.assertEqual(entry.published_at, post.first_published_at)
        self.assertEqual([use.tag.name for use in entry.hashtag_uses.all()], ["河源发布"])
        self.assertEqual(Hashtag.objects.get(name="河源发布").use_count, 1)

    def test_a_draft_does_not(self):
        PostFactory(live=False)

        self.assertFalse(TimelineEntry.objects.exists())

    def test_publishing_again_keeps_the_place_in_time(self):
        post = PostFactory(text="第一版#甲#")
        before = TimelineEntry.objects.get(post=post).published_at
        post.text = "第二版#乙#"
        post.save_revision().publish(skip_permission_checks=True)

        entry = TimelineEntry.objects.get(post=post)
        self.assertEqual(entry.published_at, before)
        self.assertEqual([use.tag.name for use in entry.hashtag_uses.all()], ["乙"])
        self.assertEqual(Hashtag.objects.get(name="甲").use_count, 0)

    def test_older_pages_follow_without_gap_or_repeat_even_at_one_instant(self):
        unit, instant = UnitFactory(), timezone.now() - timedelta(hours=1)
        posts = [PostFactory(unit=unit, published_at=instant) for _ in range(timelines.PAGE_SIZE + 3)]

        first = timelines.unit_feed(unit)
        second = timelines.unit_feed(unit, first.older)

        seen = [entry.post_id for entry in first.entries + second.entries]
        self.assertEqual(sorted(seen), sorted(post.pk for post in posts))
        self.assertIsNone(second.older)

    def test_a_repost_counts_for_its_original_until_it_goes(self):
        original = PostFactory()
        repost = PostFactory(text="转给街坊们看看", repost_of=original)
        self.assertEqual(TimelineEntry.objects.get(post=original).repost_count, 1)

        repost.unpublish()

        self.assertEqual(TimelineEntry.objects.get(post=original).repost_count, 0)

    def test_a_feed_costs_the_same_for_one_post_or_six(self):
        def post_with_everything():
            original = PostFactory(text="原文 @河源发布", pictures=[ImageFactory()])
            PostFactory(text="转 #防汛#", repost_of=original, pictures=[ImageFactory()])

        self.assertQueriesDoNotGrow(lambda: timelines.hall_feed(view="all", head=None), post_with_everything)


class WithdrawalTests(TestCase):
    def test_a_withdrawn_post_says_so_at_its_address(self):
        post = PostFactory(text="写错了时间的通知")
        spokesperson = MemberFactory(post.unit, Role.REVIEWER)

        withdraw_post(post_id=post.pk, by=spokesperson, reason="时间有误,已重新发布。", now=timezone.now())

        self.assertEqual(self.client.get(post.url).status_code, 410)
        self.assertFalse(TimelineEntry.objects.filter(post=post).exists())

    def test_nobody_else_withdraws_and_nobody_without_a_reason(self):
        post = PostFactory()
        stranger, desk = MemberFactory(UnitFactory(), Role.REVIEWER), HallDeskFactory()

        for person, reason in [(stranger, "理由"), (desk, "  ")]:
            with self.subTest(person=person), self.assertRaises(Refused):
                withdraw_post(post_id=post.pk, by=person, reason=reason, now=timezone.now())
        post.refresh_from_db()
        self.assertTrue(post.live)
