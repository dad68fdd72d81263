import re

import pytest
from django.core import mail
from django.utils import timezone

from hall.categories import ensure_categories
from hall.interaction.models import Comment
from hall.interaction.services import hide_comment, reply_officially, show_comment
from home.services import ensure_portal
from portal.core.throttling import forget_counts
from tests.factories import CitizenFactory, CommentFactory, MemberFactory, PostFactory, UnitFactory
from tests.journeys.accessibility import violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.browser
class CommentingTests(BrowserTestCase):
    """Citizens say what they think below a post, and read what became of it."""

    def setUp(self):
        super().setUp()
        forget_counts()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="河源水务", code="SW")
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.post = PostFactory(unit=self.unit, text="今晚新江路停水,明早六点恢复。")

    def come_in(self, page, email):
        """Pass the door for citizens with the code that comes by mail."""
        page.locator("[name=address]").fill(email)
        self.press(page, page.locator("main button").first)
        code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
        page.locator("[name=code]").fill(code)
        self.press(page, page.locator("main button").first)

    def assertIsGood(self, page):
        self.assertTrue(page.evaluate(FITS))
        self.assertEqual(violations(page), [])

    def decide(self, comment):
        show_comment(comment_id=comment.pk, by=self.spokesperson, now=timezone.now())
        reply_officially(
            page_id=self.post.pk,
            unit=self.unit,
            by=self.spokesperson,
            text="送水车八点到新江路口。",
            answers_id=comment.pk,
            token="reply",
            now=timezone.now(),
        )

    def test_a_newcomer_comments_without_scripts_and_loses_no_word(self):
        page = self.visit(self.post.url, width=PHONE, java_script_enabled=False)
        self.press(page, page.get_by_role("link", name="写评论"))
        page.get_by_label("您的评论").fill("老人家提不动水,有送水车吗?")
        self.press(page, page.get_by_role("button", name="发送"))
        self.come_in(page, "resident@mail.example")
        page.locator("[name=nickname]").fill("万绿湖边人")
        self.press(page, page.locator("main form button").first)

        self.assertEqual(page.get_by_label("您的评论").input_value(), "老人家提不动水,有送水车吗?")
        self.press(page, page.get_by_role("button", name="发送"))
        told = page.locator("main").inner_text()
        self.assertIn("正在等待审核", told)
        self.assertIn("老人家提不动水", told)
        self.assertNotIn("老人家提不动水", self.visit(self.post.url).content())

        self.decide(Comment.objects.get())
        reader = self.visit(self.post.url, width=PHONE, java_script_enabled=False)
        thread = reader.locator(".thread").inner_text()
        for words in ["万绿湖边人", "老人家提不动水", "河源水务", "官方回复", "送水车八点到新江路口。"]:
            self.assertIn(words, thread)
        self.press(reader, reader.locator(".comment").last.get_by_role("link", name="回复"))
        self.assertIn("送水车八点到新江路口。", reader.locator(".quote").inner_text())

    def test_with_scripts_the_form_stands_below_the_post(self):
        citizen = CitizenFactory(nickname="东江水")
        other = CommentFactory(page=self.post, text="我家也停了。", name="老街坊")
        page = self.visit(f"/accounts/sign-in/?next={self.post.url}", width=PHONE, reduced_motion="reduce")
        self.come_in(page, citizen.email)
        page.locator("form.comment-form[data-in-place]").wait_for()
        page.locator("[data-answer]").first.click()
        page.locator("[data-answering]", has_text="老街坊").wait_for()
        field = page.get_by_label("您的评论")
        field.fill("水" * 2001)
        self.assertIn("超出", page.locator("#comment_text_count").inner_text())
        send = page.get_by_role("button", name="发送")
        send.click()
        page.locator("[data-complaint]", has_text="2000").wait_for()
        self.assertEqual(field.input_value(), "水" * 2001)
        field.fill("几点来水?")
        send.dblclick()
        own = page.locator(".own-comments__one")
        own.wait_for()
        self.assertIn("待审核", own.inner_text())
        self.assertIsGood(page)
        comment = Comment.objects.get(author=citizen)
        self.assertEqual(comment.parent, other)

        hide_comment(comment_id=comment.pk, by=self.spokesperson, reason="已有人问过。", now=timezone.now())
        page.goto("/me/comments/")
        self.assertIn("已有人问过。", page.locator(".my-comment").inner_text())
        self.assertIsGood(page)
