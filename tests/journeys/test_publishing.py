from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from hall.categories import ensure_categories
from hall.models import Category, PostPage
from home.services import ensure_portal
from tests.factories import MemberFactory, UnitFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

SHOWN_WHOLE = """() => {
  const frame = document.querySelector(".review-page__frame");
  const inside = frame.contentDocument.documentElement;
  return inside.offsetHeight <= frame.clientHeight && frame.clientHeight - inside.offsetHeight < 4;
}"""
TEXT = "#防汛不松劲# 沿江路南段临时封闭，请绕行建设大道。"


def jpeg(name):
    data = BytesIO()
    Image.new("RGB", (640, 480), (11, 107, 91)).save(data, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": data.getvalue()}


@pytest.mark.browser
class PublishingTests(BrowserTestCase):
    """One post climbs the building: written with pictures, reviewed by somebody else, read by everybody."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        unit = UnitFactory(title="平安河源", code="GA")
        self.editor = MemberFactory(unit, Role.EDITOR)
        self.reviewer = MemberFactory(unit, Role.REVIEWER)

    def compose(self, page):
        page.locator("#composer-text").fill(TEXT)
        page.get_by_role("radio", name=Category.objects.first().name, exact=True).check()
        page.locator("[data-files-of=picture]").set_input_files([jpeg("沿江路.jpg"), jpeg("绕行图.jpg")])
        words = page.locator(".composer__picture [name^=alt-]")
        words.nth(1).wait_for()
        words.nth(0).fill("沿江路的积水")
        words.nth(1).fill("绕行的地图")
        self.press(page, page.locator("[name=action][value=submit]").last)

    def test_a_post_with_pictures_reaches_the_public_through_its_review(self):
        self.compose(self.sign_in(self.editor))
        post = PostPage.objects.get()
        self.assertFalse(post.live)
        self.assertEqual(self.visit("/").locator(".post-card").count(), 0)

        desk = self.sign_in(self.reviewer, width=390)
        self.press(desk, desk.locator(".waiting-row__link"))
        frame = desk.frame_locator(".review-page__frame")
        expect(frame.locator(".picture-grid__picture")).to_have_count(2)
        self.assertIn("请绕行建设大道", frame.locator(".post-card__body").inner_text())
        desk.wait_for_function(SHOWN_WHOLE)
        self.press(desk, desk.locator("[name=action][value=approve]"))

        page = self.visit("/")
        self.assertIn("请绕行建设大道", page.locator(".post-card__body").inner_text())
        self.assertEqual(page.locator(".post-card img[alt=沿江路的积水]").count(), 1)
        page.goto("/topics/防汛不松劲/")
        self.assertEqual(page.locator(".post-card").count(), 1)

    def test_the_browser_asks_before_unsaved_words_are_left_behind(self):
        page = self.sign_in(self.editor)
        page.goto("/cms/")
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.locator("#composer-text").press_sequentially("防汛")
        page.goto("/cms/account/")
        self.assertEqual(asked, ["beforeunload"])

        page.goto("/cms/")
        page.locator("#composer-text").press_sequentially("防汛")
        self.press(page, page.locator("[name=action][value=draft]").last)
        self.assertEqual(asked, ["beforeunload"])
        self.assertEqual(PostPage.objects.get().latest_revision.content["text"], "防汛")

    def test_the_composer_breaks_no_rule_of_accessibility(self):
        for width in [390, 1280]:
            page = self.sign_in(self.editor, width=width)
            self.assertEqual(violations(page, within=".composer", rules=EVERY_RULE), [])

    def test_what_was_typed_outlives_the_session_and_the_page(self):
        page = self.sign_in(self.editor)
        page.locator("#composer-text").press_sequentially("沿江路封闭")
        page.context.clear_cookies()
        page.locator("[name=action][value=draft]").last.click()
        page.locator("[data-signed-out]:visible").wait_for()
        page.locator("[data-files-of=picture]").set_input_files([jpeg("沿江路.jpg")])
        page.locator("[data-waiting] [role=alert] a").wait_for()
        self.assertFalse(PostPage.objects.exists())

        with page.expect_popup() as opened:
            page.locator("[data-signed-out] a").click()
        door = opened.value
        door.wait_for_load_state()
        self.pass_the_door(door, self.editor)
        door.locator("[data-kept]:visible").wait_for()
        door.locator("[data-kept-take]").click()
        self.assertEqual(door.locator("#composer-text").input_value(), "沿江路封闭")
        door.close(run_before_unload=False)

        self.press(page, page.locator("[name=action][value=draft]").last)
        self.assertEqual(PostPage.objects.get().text, "沿江路封闭")

    def test_the_tenth_picture_is_named_and_left_out(self):
        page = self.sign_in(self.editor)
        page.locator("[data-files-of=picture]").set_input_files(
            [jpeg(f"{number}.jpg") for number in range(1, 12)]
        )
        left_out = page.locator("[data-left-out-line]")
        self.assertRegex(left_out.inner_text(), r"10\.jpg.*11\.jpg")
        expect(page.locator("[data-waiting] progress")).to_have_count(0)
        expect(page.locator("[data-picture]")).to_have_count(9)
