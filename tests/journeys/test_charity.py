import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.models import Pledge
from tests.factories import CharityFactory, CitizenFactory, MemberFactory
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
MONEY = {
    "name": "重建校舍",
    "kind": "money",
    "amount": None,
    "charity_name": "河源市慈善总会",
    "charity_number": "51441600MJM",
    "charity_link": "https://charity.example/heyuan",
}


@pytest.mark.browser
class CharityTests(BrowserTestCase):
    """A resident promises blankets, an organiser notes them as received, and everybody reads where they went."""

    def setUp(self):
        super().setUp()
        self.page = CharityFactory(goals=[{}, MONEY], title="给紫市镇送毛毯")
        self.person = CitizenFactory(nickname="东江渔翁")
        self.organiser = MemberFactory(self.page.unit, Role.ORGANISER)

    def assert_good(self, page):
        self.assertEqual(violations(page), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def give(self, page):
        self.press(page, page.get_by_role("link", name="我要认捐"))
        page.get_by_label("数量").fill("20")
        page.get_by_label("可在本页用我的昵称公开致谢").check()
        self.press(page, page.get_by_role("button", name="我来认捐 毛毯"))

    def test_from_a_promise_to_thanks(self):
        page = self.visit_as(self.person, self.page.url, width=PHONE)
        self.give(page)
        expect(page.get_by_role("heading", name="我的认捐")).to_be_visible()
        self.assert_good(page)

        desk = self.visit_as(self.organiser, reverse("charity_desk", args=[self.page.pk]), width=PHONE)
        desk.get_by_label("收据编号").fill("粤-0007")
        self.press(desk, desk.get_by_role("button", name="登记收到"))
        desk.get_by_label("去向公示").fill("二十条毛毯已送到村口。")
        self.press(desk, desk.get_by_role("button", name="公开发布"))

        page = self.visit(self.page.url, width=PHONE)
        expect(page.get_by_text("已收到 20")).to_be_visible()
        expect(page.get_by_text("二十条毛毯已送到村口。")).to_be_visible()
        expect(page.get_by_text("东江渔翁")).to_be_visible()
        self.assert_good(page)

    def test_without_scripts_a_promise_is_made_and_taken_back(self):
        page = self.visit_as(self.person, self.page.url, width=PHONE, java_script_enabled=False)
        self.give(page)
        self.press(page, page.get_by_role("button", name="撤回认捐"))
        self.assertEqual(Pledge.objects.get().state, PledgeState.WITHDRAWN)
