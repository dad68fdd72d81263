from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hall.campaigns.activity.links import path_of
from hall.campaigns.models import SignUp
from hall.categories import ensure_categories
from home.services import ensure_portal
from tests.factories import ActivityFactory, CampaignFactory, MemberFactory, SignUpFactory, UnitFactory
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class ActivityTests(BrowserTestCase):
    """A resident signs up on a phone, the last place goes, and the organiser scans the ticket at the entrance."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        now = timezone.now()
        self.unit = UnitFactory(title="河源文旅", code="WLJ")
        self.organiser = MemberFactory(self.unit, Role.ORGANISER)
        self.activity = ActivityFactory(
            campaign=CampaignFactory(unit=self.unit),
            title="湖边徒步",
            introduction="沿着万绿湖走五公里，请自带饮水。",
            map_link="https://map.example/wanlv",
            capacity=1,
            asks_phone=True,
            asks_note=True,
            closes_at=now + timedelta(hours=2),
            begins_at=now + timedelta(hours=3),
            ends_at=now + timedelta(hours=6),
        )

    def sign_up(self, page, name, email):
        page.goto(self.activity.url)
        waiting = page.get_by_role("link", name="加入候补名单")
        self.press(page, page.get_by_role("link", name="报名", exact=True).or_(waiting))
        page.get_by_label("姓名").fill(name)
        page.get_by_label("电话号码").fill("138 0000 0000")
        page.get_by_label("邮箱").fill(email)
        waiting = page.get_by_role("button", name="加入候补名单")
        self.press(page, page.get_by_role("button", name="报名").or_(waiting))

    def test_signed_up_waited_moved_up_and_scanned_at_the_entrance(self):
        page = self.visit(width=PHONE)
        self.sign_up(page, "李晓梅", "mei@mail.example")
        expect(page.get_by_role("heading", name="报名成功")).to_be_visible()
        expect(page.get_by_alt_text("入场凭证二维码")).to_be_visible()

        other = self.visit(width=PHONE)
        self.sign_up(other, "张伟", "wei@mail.example")
        expect(other.get_by_text("您前面还有 0 人")).to_be_visible()
        page.get_by_text("取消报名", exact=True).click()
        self.press(page, page.get_by_role("button", name="确定取消"))
        expect(page.get_by_role("heading", name="报名已取消")).to_be_visible()
        other.reload()
        expect(other.get_by_role("heading", name="报名成功")).to_be_visible()

        ticket = path_of(SignUp.objects.get(name="张伟").seed)
        door = self.visit_as(self.organiser, ticket, width=PHONE)
        expect(door.get_by_text("张伟").first).to_be_visible()
        self.press(door, door.get_by_role("button", name="签到"))
        expect(door.get_by_role("heading", name="签到成功")).to_be_visible()
        door.goto(door.url.replace("check-in/", ""))
        expect(door.get_by_role("heading", name="之前已经签到")).to_be_visible()

    def test_signing_up_needs_no_script_and_loses_nothing(self):
        page = self.visit(width=PHONE, java_script_enabled=False)
        self.sign_up(page, "李晓梅", "不是邮箱")
        expect(page.get_by_text("您填的内容都还在")).to_be_visible()
        expect(page.get_by_label("姓名")).to_have_value("李晓梅")

        page.get_by_label("邮箱").fill("mei@mail.example")
        self.press(page, page.get_by_role("button", name="报名"))

        expect(page.get_by_role("heading", name="报名成功")).to_be_visible()

    def test_every_screen_keeps_the_rules_of_accessibility(self):
        own, foreign = SignUpFactory(self.activity, person=self.organiser), SignUpFactory(self.activity)
        screens = [reverse("campaigns_activity", args=[self.activity.pk]), path_of(foreign.seed)]
        public = [self.activity.url, reverse("sign_up", args=[self.activity.pk]), path_of(own.seed)]
        staff = self.visit_as(self.organiser, width=PHONE, color_scheme="light", reduced_motion="reduce")
        visitor = self.visit(width=PHONE, color_scheme="light", reduced_motion="reduce")
        for page, addresses in [(staff, screens), (visitor, public)]:
            for address in addresses:
                with self.subTest(address):
                    page.goto(address, wait_until="networkidle")
                    self.assertEqual(violations(page), [])
                    self.assertEqual(page.evaluate(STICKING_OUT), [])
