from django.urls import reverse

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, SpeakerBlock, TrustedSpeaker
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from tests.hall.interaction.moderating.test_queue import HELD, HIDDEN, QUEUE, SHOWN, QueueTestCase
from units.enums import Role


class IsolationTests(QueueTestCase):
    def test_another_unit_sees_and_does_nothing(self):
        comment, hidden = self.held(text="甲单位的评论"), CommentFactory(page=self.post, state=HIDDEN)
        self.sign_in(MemberFactory(UnitFactory(), Role.REVIEWER))
        self.assertNotContains(self.client.get(QUEUE), "甲单位的评论")
        one = reverse("comments_one", args=[comment.pk])
        self.assertEqual(self.client.get(one).status_code, 404)
        for action in ["show", "hide", "block", "trust", "concern", "undo", "answer"]:
            typed = {"reason": "广告", "length": "7", "text": "您好", "token": "a" * 30}
            for address in [QUEUE, one]:
                with self.subTest(action, address=address):
                    self.assertEqual(self.press(action, comment, address=address, **typed).status_code, 404)
        self.assertEqual(self.press("restore", hidden).status_code, 404)
        comment.refresh_from_db()
        self.assertEqual(comment.state, HELD)
        self.assertFalse(SpeakerBlock.objects.exists() or TrustedSpeaker.objects.exists())

    def test_a_foreign_comment_among_own_ones_stops_all(self):
        mine, theirs = self.held(), CommentFactory(state=HELD)
        self.assertEqual(self.press("show", mine, theirs).status_code, 404)
        self.assertEqual(Comment.objects.filter(state=SHOWN).count(), 0)

    def test_citizens_and_the_anonymous_see_nothing(self):
        for person in [CitizenFactory(), None]:
            self.client.logout()
            if person:
                self.sign_in(person)
            self.assertNotEqual(self.client.get(QUEUE).status_code, 200)

    def test_a_reply_on_another_units_page_shows_no_words_of_its_citizens_that_are_not_public(self):
        theirs = PostFactory()
        spokesperson = self.sign_in(MemberFactory(self.unit, Role.REVIEWER))
        for state in [HELD, HIDDEN, CommentState.WITHDRAWN]:
            top = CommentFactory(page=theirs, state=state, text="上面的话", name="上面的人")
            named = CommentFactory(parent=top, state=state, text="所答的话", name="所答的人")
            reply = CommentFactory(parent=top, answers=named, unit=self.unit, state=HELD, text="本单位的回复")
            for address in [QUEUE, reverse("comments_one", args=[reply.pk])]:
                with self.subTest(state, address=address):
                    self.sign_in(spokesperson)
                    page = self.client.get(address)
                    self.assertContains(page, "本单位的回复")
                    self.assertContains(page, "这条评论没有公开。", count=2)
                    for words in ["上面的话", "上面的人", "所答的话", "所答的人"]:
                        self.assertNotContains(page, words)
            Comment.objects.filter(pk=reply.pk).update(state=SHOWN, shown_at=self.now)
            self.sign_in(MemberFactory(theirs.unit))
            page = self.client.get(reverse("comments_one", args=[reply.pk]))
            for words in ["上面的话", "所答的话"]:
                self.assertContains(page, words)
            Comment.objects.all().delete()

    def test_the_draft_of_another_unit_is_nobody_elses_until_it_was_public(self):
        other = UnitFactory()
        top = CommentFactory(page=self.post)
        draft = CommentFactory(parent=top, unit=other, state=HELD, text="另一单位的草稿")
        one = reverse("comments_one", args=[draft.pk])
        for state in [HELD, HIDDEN]:
            Comment.objects.filter(pk=draft.pk).update(state=state, hidden_reason="还不准确。")
            self.assertNotContains(self.client.get(f"{QUEUE}?state={state}"), "另一单位的草稿")
            self.assertEqual(self.client.get(one).status_code, 404)
            self.assertNotContains(self.client.get(reverse("comments_one", args=[top.pk])), "另一单位的草稿")
        self.assertEqual(self.press("hide", draft, reason="不符").status_code, 404)
        Comment.objects.filter(pk=draft.pk).update(state=SHOWN, shown_at=self.now)
        self.press("hide", draft, reason="与事实不符。")
        draft.refresh_from_db()
        self.assertEqual(draft.state, HIDDEN)

    def test_what_a_unit_says_elsewhere_waits_in_its_own_queue(self):
        draft = CommentFactory(page=PostFactory(), unit=self.unit, state=HELD, text="我们的回复")
        self.sign_in(MemberFactory(self.unit, Role.REVIEWER))
        page = self.client.get(QUEUE)
        [(waiting, _owner)] = page.context["by_unit"]
        self.assertEqual((waiting.unit, waiting.count), (self.unit, 1))
        self.assertContains(self.client.get(f"{QUEUE}?unit={self.unit.pk}"), draft.text)

    def test_a_liaison_answers_and_decides_nothing(self):
        waiting, public = self.held(), CommentFactory(page=self.post)
        self.sign_in(MemberFactory(self.unit, Role.LIAISON))
        self.assertNotContains(self.client.get(QUEUE), 'value="show"')
        self.press("show", waiting)
        self.press("hide", public, reason="广告")
        self.press("block", public, reason="广告", length="7")
        self.assertEqual(Comment.objects.get(pk=waiting.pk).state, HELD)
        self.assertEqual(Comment.objects.get(pk=public.pk).state, SHOWN)
        self.assertFalse(SpeakerBlock.objects.exists())
        self.assertContains(self.client.get(QUEUE + "?state=shown"), 'value="answer"')
        self.press("answer", public, text="明早六点来水。", token="b" * 30)
        answer = Comment.objects.get(unit=self.unit)
        self.assertEqual((answer.state, answer.parent), (HELD, public))

    def test_pages_of_nobody_are_the_desks(self):
        comment = self.held(page_unit=None, text="大厅的评论")
        self.assertNotContains(self.client.get(QUEUE), "大厅的评论")
        self.sign_in(HallDeskFactory())
        self.assertContains(self.client.get(QUEUE + "?unit=none"), "大厅的评论")
        self.press("show", comment)
        self.assertEqual(Comment.objects.get(pk=comment.pk).state, SHOWN)
