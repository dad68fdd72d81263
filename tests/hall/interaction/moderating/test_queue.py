import json
from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import Comment, SpeakerBlock
from hall.interaction.moderating.queries import PAGE_SIZE, count_waiting
from hall.interaction.services import (
    hide_comment,
    reply_officially,
    withdraw_own_comment,
    write_comment,
)
from hall.signals import question_found
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role

HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN
QUEUE = reverse("comments")


class QueueTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.post = PostFactory()
        self.unit = self.post.unit
        self.editor = MemberFactory(self.unit)
        self.client.force_login(self.editor)

    def held(self, **fields):
        return CommentFactory(**{"page": self.post, "state": HELD, "author": CitizenFactory(), **fields})

    def press(self, action, *comments, address=QUEUE, **typed):
        return self.client.post(
            address, {"action": action, "keys": [c.pk for c in comments], **typed}, follow=True
        )

    def sign_in(self, person):
        self.client.force_login(person)
        return person


class ListTests(QueueTestCase):
    def test_what_waits_stands_oldest_first_with_all_that_is_needed(self):
        writer = CitizenFactory(nickname="东江渔父")
        CommentFactory(page=self.post, state=HIDDEN, author=writer)
        top = CommentFactory(page=self.post, text="上面的话")
        self.held(text="后来的", created_at=self.now - timedelta(hours=1))
        self.held(
            text="加 微 信领取",
            author=writer,
            name="东江渔父",
            parent=top,
            held_because=HeldBecause.WORD,
            held_word="加微信",
            created_at=self.now - timedelta(days=9),
        )
        page = self.client.get(QUEUE)
        body = page.content.decode()
        self.assertLess(body.index("领取"), body.index("后来的"))
        for words in [
            "东江渔父",
            "上面的话",
            "<mark>加 微 信</mark>",
            "曾有 1 条被隐藏",
            "超时",
            self.unit.title,
        ]:
            self.assertContains(page, words)

    def test_filters_narrow_it(self):
        self.held(text="第一条")
        CommentFactory(page=self.post, text="第二条", state=HIDDEN)
        self.held(text="第三条", held_because=HeldBecause.WORD, held_word="第三")
        for asked, seen in {
            "?state=hidden": "第二条",
            "?because=word": "第三",
            "?words=第一": "第一条",
            f"?unit={self.unit.pk}&words=第一条": "第一条",
        }.items():
            page = self.client.get(QUEUE + asked)
            texts = [row.comment.text for row, *_rest in page.context["rows"]]
            self.assertEqual(len(texts), 1, asked)
            self.assertIn(seen, texts[0])

    def test_nonsense_in_the_address_changes_nothing(self):
        self.held(text="第一条")
        for asked in ["?state=x", "?unit=9999999999999999999999", "?after=x", "?after=1-1", "?because=x"]:
            self.assertContains(self.client.get(QUEUE + asked), "第一条")

    def test_each_page_leads_to_the_next(self):
        for number in range(PAGE_SIZE + 1):
            self.held(text=f"第{number}号", created_at=self.now - timedelta(minutes=60 - number))
        page = self.client.get(QUEUE)
        self.assertEqual(len(page.context["rows"]), PAGE_SIZE)
        following = self.client.get(QUEUE + page.context["next_address"])
        self.assertEqual(
            [row.comment.text for row, *_rest in following.context["rows"]], [f"第{PAGE_SIZE}号"]
        )
        self.assertEqual(following.context["next_address"], "")
        self.assertEqual(self.client.get(f"{QUEUE}?state=shown").context["next_address"], "")

    def test_it_costs_the_same_for_one_comment_or_six(self):
        def one_more():
            top = CommentFactory(page=PostFactory(unit=self.unit))
            named = CommentFactory(parent=top, unit=UnitFactory())
            self.held(page=top.page, parent=top, answers=named)

        for person in [self.editor, HallDeskFactory()]:
            self.sign_in(person)
            self.assertQueriesDoNotGrow(lambda: self.client.get(QUEUE), one_more)

    def test_the_menu_and_the_home_page_count_what_waits(self):
        self.held()
        self.held(created_at=self.now - timedelta(days=9))
        page = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(page, json.dumps("评论 (2)"))
        self.assertContains(page, "待审评论")
        self.assertEqual(count_waiting(self.editor), 2)

    def test_of_each_unit_the_owner_is_named(self):
        lead = MemberFactory(self.unit, Role.REVIEWER, first_name="负责")
        self.unit.teams.filter(role=Role.REVIEWER).update(lead=lead)
        self.held()
        self.assertContains(self.client.get(QUEUE), str(lead))


class DecidingTests(QueueTestCase):
    def test_one_is_shown_and_the_decision_taken_back(self):
        comment = self.held()
        page = self.press("show", comment)
        self.assertContains(page, "1 条评论已公开")
        self.assertContains(page, "撤销")
        self.press("undo", comment)
        self.assertEqual(Comment.objects.get(pk=comment.pk).state, HELD)

    def test_many_are_hidden_for_one_reason(self):
        comments = [self.held() for _ in range(3)]
        self.press("hide", *comments, bulk="1", quick=["advertising"], reason="请勿再发。")
        reasons = set(Comment.objects.values_list("state", "hidden_reason"))
        self.assertEqual(reasons, {(HIDDEN, "属于广告。 请勿再发。")})
        page = self.press("restore", *comments)
        self.assertContains(page, "3 条评论已恢复公开")

    def test_without_a_reason_nothing_is_hidden_and_the_sheet_stays_open(self):
        comment = self.held()
        page = self.press("hide", comment, reason=" ")
        self.assertContains(page, "form-errors")
        self.assertEqual(Comment.objects.get(pk=comment.pk).state, HELD)

    def test_what_was_typed_is_not_lost_when_it_is_too_long(self):
        comment = self.held()
        for typed in [{"bulk": "1"}, {}]:
            page = self.press("hide", comment, reason="长" * 301, **typed)
            self.assertContains(page, "长" * 301)

    def test_of_two_moderators_the_second_is_told_and_keeps_what_was_typed(self):
        comment = CommentFactory(page=self.post)
        colleague = MemberFactory(self.unit)
        hide_comment(comment_id=comment.pk, by=colleague, reason="广告。", now=self.now)
        page = self.press(
            "hide", comment, reason="我写的原因", address=reverse("comments_one", args=[comment.pk])
        )
        self.assertContains(page, "已")
        self.assertEqual(Comment.objects.get(pk=comment.pk).hidden_reason, "广告。")

    def test_of_many_those_that_can_be_are_decided(self):
        done, waiting = CommentFactory(page=self.post), self.held()
        page = self.press("show", done, waiting)
        self.assertContains(page, "1 条评论已公开")
        self.assertEqual(Comment.objects.get(pk=waiting.pk).state, SHOWN)

    def test_nothing_ticked_is_said(self):
        self.held()
        self.assertContains(self.press("show"), "请至少勾选一条评论")

    def test_unknown_actions_are_not_found_and_unknown_numbers_are_gone(self):
        self.assertEqual(self.press("explode", self.held()).status_code, 404)
        page = self.client.post(QUEUE, {"action": "show", "keys": ["999999999999999999"]}, follow=True)
        self.assertContains(page, "已由作者删除")

    def test_nobody_decides_about_their_own(self):
        comment = self.held(author=self.editor)
        self.press("show", comment)
        self.assertEqual(Comment.objects.get(pk=comment.pk).state, HELD)

    def test_it_becomes_a_concern(self):
        def keep(sender, **kwargs):
            return "/ask/20261125-0001/"

        question_found.connect(keep)
        self.addCleanup(question_found.disconnect, keep)
        comment = self.held()
        self.press("concern", comment)
        self.assertTrue(Comment.objects.get(pk=comment.pk).concern_address)

    def test_a_spokesperson_answers_in_place_once(self):
        self.sign_in(MemberFactory(self.unit, Role.REVIEWER))
        comment = CommentFactory(page=self.post)
        for _ in range(3):
            self.press("answer", comment, text="明早六点来水。", token="c" * 30)
        answer = Comment.objects.get(unit=self.unit)
        self.assertEqual((answer.state, answer.text), (SHOWN, "明早六点来水。"))


class BlockingTests(QueueTestCase):
    def test_the_writer_is_blocked_on_the_pages_of_the_unit_and_it_is_taken_back(self):
        comment = self.held()
        page = self.press("block", comment, length="7", quick=["abuse"])
        block = SpeakerBlock.objects.get()
        self.assertEqual((block.user, block.unit.pk), (comment.author, self.unit.pk))
        self.assertAlmostEqual(block.until - self.now, timedelta(days=7), delta=timedelta(minutes=1))
        self.assertContains(page, 'value="lift"')
        self.client.post(QUEUE, {"action": "lift", "keys": [block.pk]})
        block.refresh_from_db()
        self.assertIsNotNone(block.lifted_at)

    def test_many_writers_are_blocked_once_each(self):
        writer = CitizenFactory()
        comments = [self.held(author=writer), self.held(author=writer), self.held()]
        self.press("block", *comments, bulk="1", length="0", reason="广告")
        self.assertEqual(SpeakerBlock.objects.filter(until=None, lifted_at=None).count(), 2)

    def test_only_the_desk_blocks_in_the_whole_hall(self):
        comment = self.held()
        self.press("block", comment, length="1", reason="广告", everywhere="1")
        self.assertFalse(SpeakerBlock.objects.exists())
        self.sign_in(HallDeskFactory())
        self.press("block", comment, length="1", reason="广告", everywhere="1")
        self.assertIsNone(SpeakerBlock.objects.get().unit)

    def test_a_time_must_be_chosen(self):
        for length in ["", "5", "99999999999999999999"]:
            self.assertContains(
                self.press("block", self.held(), length=length, reason="广告"), "请选择禁言多长时间"
            )
        self.assertFalse(SpeakerBlock.objects.exists())

    def test_somebody_elses_block_is_not_lifted(self):
        self.press("block", self.held(), length="7", reason="广告")
        self.sign_in(MemberFactory(UnitFactory(), Role.REVIEWER))
        self.client.post(QUEUE, {"action": "lift", "keys": [SpeakerBlock.objects.get().pk, 999_999]})
        self.assertIsNone(SpeakerBlock.objects.get().lifted_at)


class HistoryTests(QueueTestCase):
    def test_one_page_tells_all_that_was_done(self):
        comment = self.held(original_text="加\u200b微信")
        self.press("show", comment)
        self.press("hide", comment, reason="后来发现是广告。")
        page = self.client.get(reverse("comments_one", args=[comment.pk]))
        for words in ["通过了一条评论", "后来发现是广告。", str(self.editor)]:
            self.assertContains(page, words)

    def test_a_writer_is_called_as_readers_call_them_and_who_writes_for_a_unit_by_name(self):
        writer, post = CitizenFactory(email="secret@mail.example"), {"page_id": self.post.pk, "now": self.now}
        comment = write_comment(author=writer, text="几点来水？", token="a" * 32, **post)
        withdraw_own_comment(comment_id=comment.pk, by=writer, now=self.now)
        official = reply_officially(unit=self.unit, by=self.editor, text="六点。", token="b" * 32, **post)
        page = self.client.get(reverse("comments_one", args=[comment.pk]))
        self.assertContains(page, f"<bdi>{writer.nickname}</bdi>")
        self.assertNotContains(page, "secret")
        page = self.client.get(reverse("comments_one", args=[official.pk]))
        self.assertContains(page, f"<bdi>{self.editor}</bdi>")
        self.sign_in(HallDeskFactory())
        page = self.client.get(reverse("comments_history"))
        self.assertContains(page, writer.nickname)
        self.assertNotContains(page, "secret")
