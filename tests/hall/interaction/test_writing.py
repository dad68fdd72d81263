"""The pages around comments: threads that all read, the page for writing, the part for one person, the own corner."""

from dataclasses import replace
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction import threads
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.services import hide_comment
from hall.interaction.views import writing
from hall.models import HallPage
from portal.core.throttling import forget_counts
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UserFactory,
)
from units.enums import Role
from units.models import UnitDirectoryPage

HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN
IN_PLACE = {"X-Requested-With": "XMLHttpRequest"}


class PageTestCase(HouseAssertions, TestCase):
    def setUp(self):
        forget_counts()
        self.post = PostFactory()
        self.citizen = CitizenFactory(nickname="万绿湖边人")
        self.address = reverse("write_comment", args=[self.post.pk])
        self.fragment = reverse("own_comments", args=[self.post.pk])

    def send(self, text="请问几点来水?", *, answers=None, headers=None, **fields):
        address = f"{self.address}?answers={answers.pk}" if answers else self.address
        return self.client.post(address, {"text": text, "token": "t" * 32, **fields}, headers=headers)


class PublicThreadTests(PageTestCase):
    def addresses(self):
        comment = CommentFactory(page=self.post)
        return [
            self.post.url,
            self.post.unit.url,
            HallPage.objects.get().url,
            comment.get_absolute_url(),
            reverse("comments_on", args=[self.post.pk]),
        ]

    def test_it_is_the_same_for_everyone(self):
        CommentFactory(page=self.post, state=HELD)
        for address in self.addresses():
            with self.subTest(address):
                self.assertSameForEveryone(address)

    def test_it_shows_what_is_public_and_nothing_else(self):
        seen = {state: CommentFactory(page=self.post, state=state) for state in CommentState}
        page = self.client.get(self.post.url)
        for state, comment in seen.items():
            with self.subTest(state):
                self.assertEqual(comment.text in page.content.decode(), state == SHOWN)
                answer = self.client.get(comment.get_absolute_url())
                self.assertEqual(answer.status_code, 200 if state == SHOWN else 404)

    def test_a_unit_is_known_by_its_words_and_not_by_colour_alone(self):
        CommentFactory(page=self.post, unit=self.post.unit)
        self.assertContains(self.client.get(self.post.url), "官方回复")

    def test_its_cost_does_not_grow(self):
        unit = self.post.unit

        def one_more():
            top = CommentFactory(page=self.post, text="@河源单位 在吗")
            CommentFactory(parent=top, unit=unit)
            CommentFactory(parent=top, answers=CommentFactory(parent=top))

        for address in [self.post.url, reverse("comments_on", args=[self.post.pk])]:
            self.assertQueriesDoNotGrow(lambda address=address: self.client.get(address), one_more)

    def test_older_ones_are_a_plain_link_away_and_each_is_shown_once(self):
        for number in range(45):
            CommentFactory(page=self.post, text=f"第{number}条评论。")
        address, found = reverse("comments_on", args=[self.post.pk]), []
        part = self.client.get(address).context["threads"]
        while True:
            found += part.entries
            if not part.older:
                break
            part = self.client.get(f"{address}?before={part.older}").context["threads"]
        self.assertEqual([comment.text for comment in found], [f"第{n}条评论。" for n in range(44, -1, -1)])

    def test_a_long_thread_shows_its_first_replies_and_a_way_to_all(self):
        top = CommentFactory(page=self.post)
        replies = [CommentFactory(parent=top) for _number in range(5)]
        page = self.client.get(self.post.url)
        self.assertNotContains(page, replies[4].text)
        self.assertContains(page, "全部回复")
        self.assertContains(self.client.get(top.get_absolute_url()), replies[4].text)

    def test_the_longest_thread_is_read_in_pieces_and_each_reply_has_an_address(self):
        top = CommentFactory(page=self.post)
        with patch.object(threads, "LONGEST_THREAD", 2):
            replies = [CommentFactory(parent=top) for _number in range(5)]
            page = self.client.get(top.get_absolute_url())
            self.assertEqual(page.context["top"].shown_replies, replies[:2])
            newer = self.client.get(f"{top.get_absolute_url()}?after={page.context['top'].newer}")
            self.assertEqual(newer.context["top"].shown_replies, replies[2:4])
            self.assertContains(self.client.get(replies[4].get_absolute_url()), replies[4].text)

    def test_cards_count_what_is_public(self):
        self.post.timeline_entry.comment_count = 3
        self.post.timeline_entry.save()
        self.assertContains(self.client.get("/hall/"), "3 条评论")

    def test_markup_is_text_and_links_are_not_followed(self):
        CommentFactory(page=self.post, text="<script>alert(1)</script> http://example.com/a")
        page = self.client.get(self.post.url)
        self.assertNotContains(page, "<script>alert(1)")
        self.assertContains(page, 'rel="nofollow noopener"')

    def test_pages_that_take_none_have_no_address_for_them(self):
        directory = UnitDirectoryPage.objects.get()
        for name in ["comments_on", "write_comment"]:
            self.assertEqual(self.client.get(reverse(name, args=[directory.pk])).status_code, 404)


class WritePageTests(PageTestCase):
    def test_a_comment_is_sent_and_its_writer_is_told_that_it_waits(self):
        self.client.force_login(self.citizen)
        self.assertContains(self.client.get(self.address), 'content="noindex"')
        answer = self.client.get(self.send().url)
        self.assertContains(answer, "正在等待审核")
        self.assertContains(answer, "请问几点来水?")
        self.assertEqual(Comment.objects.get().state, HELD)

    def test_what_was_typed_before_signing_in_is_there_after(self):
        answer = self.send("登录前写的话")
        self.assertEqual(answer.url, f"{reverse('sign_in')}?next={self.address.replace('/', '%2F')}")
        self.client.force_login(self.citizen)
        self.assertContains(self.client.get(self.address), "登录前写的话")

    def test_whoever_has_no_name_yet_chooses_one_first(self):
        self.client.force_login(CitizenFactory(nickname=""))
        self.assertIn(reverse("choose_nickname"), self.send("先写的话").url)
        self.assertContains(self.client.get(self.address), "先写的话")

    def test_a_refusal_loses_no_word(self):
        self.client.force_login(self.citizen)
        for text in ["水" * 2001, "水" * 350_000, "  "]:
            answer = self.send(text)
            self.assertEqual(answer.status_code, 200)
            self.assertTrue(answer.context["form"].errors)
            self.assertContains(answer, text)
        self.assertFalse(Comment.objects.exists())

    def test_an_answer_to_what_was_hidden_meanwhile_loses_no_word(self):
        self.client.force_login(self.citizen)
        comment = CommentFactory(page=self.post)
        self.assertContains(self.client.get(f"{self.address}?answers={comment.pk}"), comment.text)
        hide_comment(comment_id=comment.pk, by=HallDeskFactory(), reason="跑题。", now=timezone.now())
        answer = self.send("我的回答", answers=comment)
        self.assertContains(answer, "我的回答")
        self.assertNotContains(answer, comment.text)
        self.assertFalse(Comment.objects.filter(author=self.citizen).exists())

    def test_numbers_of_comments_that_are_none_break_nothing(self):
        self.client.force_login(self.citizen)
        for number in ["x", "-1", "9" * 18, "9" * 400, "１"]:
            with self.subTest(number[:9]):
                self.assertEqual(self.client.get(f"{self.address}?answers={number}").status_code, 200)

    def test_the_same_form_twice_is_one_comment(self):
        self.client.force_login(self.citizen)
        self.assertEqual([self.send().status_code for _ in range(2)], [302, 302])
        self.assertEqual(Comment.objects.count(), 1)

    def test_too_often_is_told_with_when_to_try_again(self):
        self.client.force_login(self.citizen)
        answers = [self.send(token=f"token{number}", headers=IN_PLACE) for number in range(11)]
        self.assertEqual([answer.status_code for answer in answers[:10]], [204] * 10)
        self.assertContains(answers[10], "分钟后再试", status_code=422)

    def test_a_machine_has_to_work_after_a_while(self):
        self.client.force_login(self.citizen)
        with patch.object(writing, "WRITING", replace(writing.WRITING, human_after=2)):
            for number in range(2):
                self.send(token=f"token{number}")
            self.assertIn("human", self.client.get(self.address).context["form"].fields)
            self.assertIn("人机校验", self.send(token="next").content.decode())
            self.assertEqual(self.send(token="token1").status_code, 302)

    def test_a_spokesperson_chooses_between_two_voices(self):
        spokesperson = MemberFactory(self.post.unit, Role.REVIEWER)
        self.client.force_login(spokesperson)
        form = self.client.get(self.address).context["form"]
        self.assertEqual([value for value, _label in form.fields["voice"].choices], [str(self.post.unit.pk)])
        answer = self.send("今晚十点恢复。", voice=self.post.unit.pk)
        comment = Comment.objects.get()
        self.assertEqual((comment.unit, comment.state), (self.post.unit, SHOWN))
        self.assertEqual(answer.url, comment.get_absolute_url())

    def test_nobody_chooses_the_voice_of_another_unit(self):
        self.client.force_login(self.citizen)
        self.send(voice=self.post.unit.pk)
        self.assertIsNone(Comment.objects.get().unit)


class OwnPartTests(PageTestCase):
    def test_nobody_who_is_not_signed_in_gets_anything(self):
        self.assertEqual(self.client.get(self.fragment).status_code, 204)

    def test_a_writer_sees_what_waits_where_it_will_stand(self):
        CommentFactory(page=self.post, state=HELD, text="别人的话")
        self.client.force_login(self.citizen)
        self.assertEqual(self.send(headers=IN_PLACE).status_code, 204)
        part = self.client.get(self.fragment)
        self.assertContains(part, "请问几点来水?")
        self.assertContains(part, "待审核")
        self.assertNotContains(part, "别人的话")
        self.assertIn("no-store", part.headers["Cache-Control"])

    def test_refusals_are_sentences(self):
        self.assertEqual(self.send(headers=IN_PLACE).status_code, 403)
        self.client.force_login(self.citizen)
        refusal = self.send("水" * 2001, headers=IN_PLACE)
        self.assertContains(refusal, "评论最多 2000 字", status_code=422)
        self.assertTrue(refusal.headers["Content-Type"].startswith("text/plain"))

    def test_whoever_has_no_name_yet_is_shown_where_to_choose_one(self):
        self.client.force_login(UserFactory())
        self.assertContains(self.client.get(self.fragment), reverse("choose_nickname"))


class OwnCommentsTests(PageTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.citizen)

    def test_each_says_where_it_stands_and_why_it_is_hidden(self):
        hidden = CommentFactory(page=self.post, author=self.citizen)
        hide_comment(comment_id=hidden.pk, by=HallDeskFactory(), reason="与本帖无关。", now=timezone.now())
        CommentFactory(text="别人的话")
        page = self.client.get(reverse("me_comments"))
        self.assertContains(page, "与本帖无关。")
        self.assertContains(page, "已隐藏")
        self.assertNotContains(page, "别人的话")

    def test_one_is_taken_back_from_here_and_others_are_not(self):
        own, other = CommentFactory(page=self.post, author=self.citizen), CommentFactory(page=self.post)
        self.client.post(reverse("withdraw_comment", args=[own.pk]))
        own.refresh_from_db()
        self.assertEqual(own.state, CommentState.WITHDRAWN)
        self.assertEqual(self.client.post(reverse("withdraw_comment", args=[other.pk])).status_code, 404)

    def test_its_cost_does_not_grow(self):
        address = reverse("me_comments")
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(address),
            lambda: CommentFactory(page=PostFactory(unit=self.post.unit), author=self.citizen),
        )

    def test_strangers_are_sent_to_the_door(self):

        self.client.logout()
        self.assertIn(reverse("sign_in"), self.client.get(reverse("me_comments")).url)
