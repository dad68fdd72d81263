import pytest
from playwright.sync_api import expect

from home.services import ensure_portal
from tests.factories import MemberFactory, SubmittedPostFactory, UnitFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class AuditTests(BrowserTestCase):
    """A spokesperson looks up on a telephone what happened to a post of their unit."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        self.unit, self.second = UnitFactory(title="平安河源"), UnitFactory(title="河源交警")
        self.person = MemberFactory(self.unit, Role.REVIEWER)
        self.add_to_second()
        self.post = SubmittedPostFactory(unit=self.unit, text="沿江路南段临时封闭。", is_returned=True)
        SubmittedPostFactory(unit=self.second, text="今早有雾，请慢行。")
        SubmittedPostFactory(text="别的单位的事。")

    def add_to_second(self):
        self.person.groups.add(self.second.teams.get(role=Role.REVIEWER).group)

    def assertFitsThePhone(self, page):
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), PHONE)

    def assertNothingIsInTheWay(self, page, context):
        self.assertEqual(violations(page, within=context, rules=EVERY_RULE), [])

    def test_from_the_report_by_unit_to_the_story_of_a_post(self):
        page = self.sign_in(self.person, width=PHONE)
        page.goto("/cms/reports/audit/")
        lines = page.locator(".audit-report__line")
        self.assertEqual(lines.filter(has_text="别的单位的事").count(), 0)
        self.assertGreater(lines.filter(has_text="今早有雾").count(), 0)
        self.assertFitsThePhone(page)

        page.get_by_role("button", name="显示筛选").click()
        page.locator(".w-drilldown").get_by_role("button", name="单位").click()
        page.locator("#id_unit").select_option(label="平安河源")
        expect(lines.filter(has_text="今早有雾")).to_have_count(0)
        page.keyboard.press("Escape")

        self.press(page, lines.filter(has_text="退回").get_by_role("link").first)
        self.assertIn("请写明时间。", page.locator(".story").inner_text())
        self.assertIn("已封存 #", page.locator(".story__when").first.inner_text())
        self.assertIn("审核期间只能加级", page.locator(".why-route").inner_text())
        self.assertFitsThePhone(page)
        self.assertNothingIsInTheWay(page, ".story-page")
