import pytest

from hall.campaigns.models import LiveEntry
from hall.categories import ensure_categories
from home.services import ensure_portal
from tests.factories import CampaignFactory, LiveEntryFactory, LiveFactory, MemberFactory, UnitFactory
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class LiveTests(BrowserTestCase):
    """Somebody reports from a dyke on a phone; somebody else reads at home."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源")
        self.organiser = MemberFactory(self.unit, Role.ORGANISER)
        self.live = LiveFactory(campaign=CampaignFactory(unit=self.unit), title="江边巡堤直播")
        self.first = LiveEntryFactory(self.live, text="巡堤开始，水位三米五。")

    def open_the_screen(self, **options):
        """Open the organiser's screen on a phone."""
        return self.visit_as(self.organiser, f"/cms/campaigns/{self.live.pk}/live/", width=PHONE, **options)

    def send(self, phone, text):
        phone.locator("[name=text]").first.fill(text)
        self.press(phone, phone.get_by_role("button", name="发出"))

    def assertKeepsTheRules(self, page):
        self.assertEqual(violations(page), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def test_a_new_entry_waits_until_the_reader_wants_it(self):
        reader = self.visit(self.live.url, width=PHONE)
        self.assertKeepsTheRules(reader)
        phone = self.open_the_screen()
        self.assertKeepsTheRules(phone)
        self.send(phone, "管涌已处置。")

        button = reader.get_by_role("button", name="有1条新播报")
        button.wait_for()
        self.assertEqual(reader.locator(".live-entry").count(), 1)
        self.assertEqual(reader.locator("[data-live-says]").inner_text(), "有1条新播报")
        self.send(phone, "道路已经恢复通行。")
        button = reader.get_by_role("button", name="有2条新播报")
        button.wait_for()
        self.assertKeepsTheRules(reader)
        button.click()

        entries = reader.locator(".live-entry")
        self.assertEqual(entries.count(), 3)
        self.assertIn("道路已经恢复通行。", entries.first.inner_text())
        self.assertEqual(reader.evaluate("document.activeElement.dataset.number"), "3")
        self.assertFalse(button.is_visible())

    def test_what_was_wrong_is_put_right_where_it_stands(self):
        reader = self.visit(self.live.url, width=PHONE)
        phone = self.open_the_screen()
        phone.get_by_text("更正或撤回").click()
        phone.get_by_label("正确的内容").fill("巡堤开始，水位三米二。")
        self.press(phone, phone.get_by_role("button", name="更正", exact=True))
        reader.get_by_text("巡堤开始，水位三米二。").wait_for()
        self.assertEqual(reader.locator(".live-entry").count(), 1)
        self.assertIn("已更正", reader.locator(".live-entry").inner_text())

        self.press(phone, phone.get_by_role("button", name="置顶为摘要"))
        reader.get_by_role("button", name="摘要有更新").click()
        self.assertIn("水位三米二", reader.locator(".live-summary").inner_text())

        phone.get_by_text("更正或撤回").click()
        phone.get_by_label("为什么撤回").fill("水位数据未经核实")
        self.press(phone, phone.get_by_role("button", name="撤回", exact=True))
        reader.get_by_text("水位数据未经核实").wait_for()
        self.assertKeepsTheRules(reader)

    def test_the_network_goes_and_comes_back(self):
        reader = self.visit(self.live.url)
        reader.context.set_offline(True)
        reader.get_by_text("网络连不上").wait_for()
        LiveEntryFactory(self.live, text="管涌已处置。")

        reader.context.set_offline(False)

        reader.get_by_role("button", name="有1条新播报").wait_for()
        reader.get_by_text("网络连不上").wait_for(state="hidden")

    def test_the_end_leads_to_the_replay(self):
        reader = self.visit(self.live.url)
        LiveEntryFactory(self.live, text="管涌已处置。")
        phone = self.visit_as(self.organiser, f"/cms/campaigns/{self.live.get_parent().pk}/", width=PHONE)
        row = phone.locator(".organising__row", has_text="江边巡堤直播")
        row.get_by_text("结束或取消").click()
        self.press(phone, row.locator("[name=action][value=end]"))

        self.press(reader, reader.get_by_role("link", name="从头看回放"))

        words = reader.locator(".live__entries").inner_text()
        self.assertLess(words.index("巡堤开始"), words.index("管涌已处置"))
        self.assertKeepsTheRules(reader)

    def test_without_scripts_the_reader_loads_the_page_anew(self):
        reader = self.visit(self.live.url, width=PHONE, java_script_enabled=False)
        phone = self.open_the_screen(java_script_enabled=False)
        self.send(phone, "管涌已处置。")
        self.assertEqual(LiveEntry.objects.count(), 2)

        self.press(reader, reader.get_by_role("link", name="刷新本页，看最新播报"))

        self.assertIn("管涌已处置。", reader.locator(".live-entry").first.inner_text())
