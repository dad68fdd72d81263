import pytest

from hall.categories import ensure_categories
from hall.models import PostPage
from home.services import ensure_portal
from tests.factories import MemberFactory, SubmittedPostFactory, UnitFactory
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.browser
class CorrectingTests(BrowserTestCase):
    """What readers have seen does not change behind their backs: they are told when and why."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        unit = UnitFactory(title="平安河源", code="GA")
        self.editor = MemberFactory(unit, Role.EDITOR)
        self.spokesperson = MemberFactory(unit, Role.REVIEWER)
        text = "今晚停水，明早八点恢复。"
        self.address = SubmittedPostFactory(unit=unit, author=self.editor, text=text, approvals=1).url

    def test_a_post_is_corrected_from_a_phone_and_readers_are_told(self):
        page = self.sign_in(self.editor, width=PHONE)
        page.goto(f"/cms/compose/{PostPage.objects.get().pk}/")
        page.locator("#composer-text").fill("今晚停水，明早六点恢复。")
        self.press(page, page.locator("[name=action][value=submit]").last)
        self.assertIn("为什么改", page.locator("[data-errors]").inner_text())
        self.assertEqual(page.locator("#composer-text").input_value(), "今晚停水，明早六点恢复。")
        self.assertTrue(page.evaluate(FITS))
        page.locator("#composer-correction").fill("恢复的时间写错了")
        self.press(page, page.locator("[name=action][value=submit]").last)
        self.assertIn("八点", self.visit(self.address).locator(".post-card__body").inner_text())

        desk = self.sign_in(self.spokesperson, width=PHONE)
        self.press(desk, desk.locator(".waiting-row__link"))
        frame = desk.frame_locator(".review-page__frame")
        self.assertIn("恢复的时间写错了", frame.locator(".corrections").inner_text())
        self.press(desk, desk.locator("[name=action][value=approve]"))

        reader = self.visit("/hall/", width=PHONE)
        self.press(reader, reader.get_by_role("link", name="已更正"))
        self.assertIn("六点", reader.locator(".post-card__body").inner_text())
        told = reader.locator(".corrections:target")
        self.assertRegex(told.inner_text(), r"更正于 \d+年\d+月\d+日 \d\d:\d\d：恢复的时间写错了")
        self.assertTrue(reader.evaluate(FITS))

    def test_a_withdrawn_post_says_why_at_its_address(self):
        page = self.sign_in(self.spokesperson, width=PHONE)
        page.goto(f"/cms/posts/{PostPage.objects.get().pk}/withdraw/")
        page.locator("[name=reason]").fill("已经恢复供水，原通知作废。")
        self.press(page, page.get_by_role("button", name="撤回"))

        reader = self.visit(self.address, width=PHONE)
        notice = reader.locator("main").inner_text()
        self.assertIn("已经恢复供水，原通知作废。", notice)
        self.assertIn("平安河源", notice)
        self.assertNotIn("停水，明早", reader.content())
        self.assertEqual(reader.locator("meta[name=robots]").get_attribute("content"), "noindex")
        self.assertTrue(reader.evaluate(FITS))
