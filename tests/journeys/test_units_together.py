import pytest
from django.utils import timezone

from hall.categories import ensure_categories
from hall.models import PostPage
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, category_of
from tests.journeys.accessibility import violations
from tests.journeys.browsing import BrowserTestCase
from units.models import UnitFollow
from units.services import follow_unit

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.browser
class UnitsTogetherTests(BrowserTestCase):
    """Units follow each other, pass on what the other says, and answer when they are called."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")
        self.weather = UnitFactory(title="河源气象", official_name="河源市气象局", code="QX")
        self.editor = MemberFactory(self.unit)
        self.desk = HallDeskFactory()
        follow_unit(follower=self.weather, followed=self.unit, by=self.desk, now=timezone.now())

    def warn(self):
        return PostFactory(
            unit=self.weather, text="今晚有暴雨，@平安河源 请留意沿江路。", category=category_of(1)
        )

    def assertGood(self, page):
        """Check what a phone shows: nothing sticks out, and nothing is in the way of anybody."""
        self.assertTrue(page.evaluate(FITS))
        self.assertEqual(violations(page, within="#main"), [])

    def follow_back(self, **reader):
        page = self.sign_in(self.editor, "/cms/following/GA/", width=PHONE, **reader)
        self.assertIn("关注了我们", page.locator("#unit-QX").inner_text())
        self.assertGood(page)
        self.press(page, page.get_by_role("button", name="回关"))
        self.assertIn("互粉", page.locator("#unit-QX").inner_text())
        self.assertEqual(UnitFollow.objects.count(), 2)
        return page

    def test_a_warning_is_passed_on_from_the_phone_and_taken_back(self):
        page = self.follow_back()
        warning = self.warn()
        self.press(page, page.get_by_role("link", name="建议转发").last)
        line = page.locator(f"#post-{warning.pk}")
        self.assertIn("点名了我们", line.inner_text())
        self.assertGood(page)

        page.goto("/cms/following/GA/reading/")
        self.press(page, page.locator(f"#post-{warning.pk}").get_by_role("button", name="转发并送审"))
        self.assertIn("审核中", page.locator(f"#post-{warning.pk}").inner_text())
        self.assertTrue(PostPage.objects.get(repost_of=warning).workflow_in_progress)
        self.assertGood(page)
        self.press(page, page.locator(f"#post-{warning.pk}").get_by_role("button", name="撤销"))
        self.assertFalse(PostPage.objects.get(repost_of=warning).workflow_in_progress)
        self.assertTrue(page.get_by_role("button", name="转发并送审").is_visible())

    def test_whoever_is_called_says_why_it_needs_no_answer(self):
        self.warn()
        page = self.sign_in(self.editor, "/cms/", width=PHONE)
        self.press(page, page.get_by_role("link", name="去收件箱"))
        self.assertIn("请留意沿江路", page.locator(".inbox-line").inner_text())
        self.assertGood(page)
        page.locator("summary", has_text="无需回复").click()
        self.assertGood(page)
        self.press(page, page.get_by_role("button", name="办结", exact=True))
        self.assertIn("请简单说明", page.locator(".form-errors").inner_text())
        page.get_by_label("为什么").fill("已安排人到场")
        self.press(page, page.get_by_role("button", name="办结", exact=True))
        self.assertIn("没有待回复的", page.locator(".inbox").inner_text())
        self.assertGood(page)
        self.press(page, page.get_by_role("button", name="撤销"))
        self.assertEqual(page.locator(".inbox-line").count(), 1)

    def test_the_desk_sees_who_follows_and_reposts_whom(self):
        follow_unit(follower=self.unit, followed=self.weather, by=self.desk, now=timezone.now())
        PostFactory(unit=self.unit, repost_of=self.warn(), text="转")
        page = self.sign_in(self.desk, "/cms/reports/following/matrix/", width=PHONE)
        row = page.get_by_role("row", name="平安河源").last
        self.assertIn("互粉", row.inner_text())
        self.assertIn("转 1", row.inner_text())
        self.assertGood(page)
        self.press(page, page.get_by_role("link", name="逐个单位查看"))
        self.assertIn("河源气象", page.locator("main table").first.inner_text())
        self.assertTrue(page.evaluate(FITS))
