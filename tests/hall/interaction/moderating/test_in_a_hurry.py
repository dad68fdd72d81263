"""Colleagues are faster, writers delete what was ticked: what is said afterwards is true, and the rest is done."""

from django.urls import reverse
from django.utils.html import escape

from hall.interaction.models import Comment, TrustedSpeaker
from hall.interaction.moderating.queries import units_seen_by
from hall.interaction.services import trust
from tests.factories import CitizenFactory, CommentFactory, HallDeskFactory, MemberFactory, PostFactory
from tests.hall.interaction.moderating.test_queue import QUEUE, SHOWN, QueueTestCase
from units.enums import Role


class TrustTests(QueueTestCase):
    def setUp(self):
        super().setUp()
        self.desk, self.writer = HallDeskFactory(), CitizenFactory()
        self.comment = self.held(author=self.writer)
        self.sign_in(MemberFactory(self.unit, Role.REVIEWER))

    def trusted(self, unit):
        trust(user=self.writer, unit=unit, by=self.desk, now=self.now)

    def test_a_unit_is_not_offered_to_end_trust_in_the_whole_hall_and_does_not_end_it(self):
        self.trusted(None)
        page = self.client.get(QUEUE)
        for value in ["trust", "distrust"]:
            self.assertNotContains(page, f'value="{value}"')
        page = self.press("distrust", self.comment)
        self.assertContains(page, "此人在这里已不受信任")
        self.assertNotContains(page, 'class="last-done__said"')
        self.assertTrue(TrustedSpeaker.objects.trusts(self.writer, self.unit))

    def test_trust_that_a_colleague_has_given_is_not_taken_back_as_ones_own(self):
        self.trusted(self.unit)
        page = self.press("trust", self.comment)
        self.assertContains(page, "此人已受信任")
        self.assertNotContains(page, "last-done__said")
        self.assertEqual(TrustedSpeaker.objects.get().trusted_by, self.desk)

    def test_ones_own_is_given_taken_back_and_given_again(self):
        for action, is_trusted in [("trust", True), ("distrust", False), ("trust", True)]:
            page = self.press(action, self.comment)
            self.assertContains(page, 'class="last-done__said"')
            self.assertEqual(TrustedSpeaker.objects.exists(), is_trusted)


class TickedTests(QueueTestCase):
    def test_of_many_that_are_ticked_what_is_gone_stops_no_other(self):
        gone, waiting = self.held(), self.held()
        named = [gone.pk, waiting.pk]
        gone.delete()
        page = self.client.post(QUEUE, {"action": "show", "keys": named}, follow=True)
        self.assertContains(page, "已由作者删除")
        self.assertContains(page, "1 条评论已公开")
        self.assertEqual(Comment.objects.get().state, SHOWN)

    def test_what_was_typed_about_the_only_one_that_is_gone_is_told_back(self):
        typed = {
            "hide": {"reason": "与停水<b>无关</b>，请到供水公司的帖子下留言。"},
            "block": {"reason": "反复发广告，请一周后再来。", "length": "7"},
            "answer": {"text": "今晚十点来水。\n请稍候。", "token": "a" * 22},
        }
        for action, fields in typed.items():
            for sent in [
                fields,
                {**fields, "token": "", "length": "", "reason": fields.get("reason", "") * 30},
            ]:
                for address in [QUEUE, None]:
                    gone = self.held()
                    address = address or reverse("comments_one", args=[gone.pk])
                    named = {"action": action, "keys": [gone.pk]}
                    gone.delete()
                    with self.subTest(action, sent=sent, address=address):
                        page = self.client.post(address, {**named, **sent}, follow=True)
                        self.assertContains(page, "已由作者删除")
                        self.assertContains(page, escape(sent.get("text") or sent["reason"]))

    def test_more_replies_than_are_listed_are_told_of(self):
        top = CommentFactory(page=self.post)
        for _ in range(22):
            CommentFactory(parent=top)
        page = self.client.get(reverse("comments_one", args=[top.pk]))
        self.assertContains(page, "另有 2 条回复未列出")


class UnitChoiceTests(QueueTestCase):
    def test_the_desk_chooses_among_the_units_with_comments(self):
        CommentFactory(page=self.post)
        PostFactory()
        speaks = PostFactory().unit
        CommentFactory(page=self.post, unit=speaks)
        self.assertEqual(set(units_seen_by(HallDeskFactory())), {self.unit, speaks})
