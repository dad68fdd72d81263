"""A citizen comes in by a code from a letter, and a clerk by password and second step."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import override_settings

from home.services import ensure_portal
from portal.accounts.models import User
from portal.core.throttling import forget_counts
from tests.factories import MemberFactory, UnitFactory
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from tests.journeys.test_accessibility import PHONE


class DoorTestCase(BrowserTestCase):
    def setUp(self):
        super().setUp()
        forget_counts()
        ensure_portal()

    def assertGood(self, page):
        """Fail unless the page keeps the rules of accessibility and fits the screen."""
        if page.evaluate("document.documentElement.classList.contains('has-script')"):
            self.assertEqual(violations(page), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def choose(self, page, name):
        self.press(page, page.locator("main").get_by_role("button", name=name, exact=True))


@pytest.mark.browser
class CitizenTests(DoorTestCase):
    def assertComesInAndLeaves(self, **options):
        page = self.visit("/accounts/sign-in/?next=/hall/", width=PHONE, **options)
        self.assertGood(page)
        page.get_by_label("您的邮箱").fill("li@mail.example")
        self.choose(page, "发送验证码")
        self.assertGood(page)
        code = page.get_by_label("邮件里的验证码")
        self.assertEqual(code.get_attribute("autocomplete"), "one-time-code")
        self.assertEqual(code.get_attribute("inputmode"), "numeric")

        code.fill("1")
        self.choose(page, "登录")
        self.assertGood(page)
        page.get_by_label("邮件里的验证码").fill(re.match(r"\d{6}", mail.outbox[-1].subject)[0])
        with page.expect_navigation(url="**/accounts/nickname/**"):
            page.keyboard.press("Enter")
        self.assertGood(page)
        page.get_by_label("昵称").fill("河源发布")
        self.choose(page, "就用这个昵称")
        self.assertIn("请换一个", page.locator("main").inner_text())
        page.get_by_label("昵称").fill("东江小雨")
        self.choose(page, "就用这个昵称")
        self.assertTrue(page.url.endswith("/hall/"), page.url)
        self.assertEqual(User.objects.get(email="li@mail.example").nickname, "东江小雨")

        page.goto("/me/settings/")
        self.assertGood(page)
        self.press(page, page.get_by_role("link", name="注销账号"))
        self.assertTrue(page.url.endswith("/delete/"), page.url)
        self.assertGood(page)
        page.get_by_label("要注销账号，请填写您的邮箱").fill("li@mail.example")
        self.choose(page, "立即注销")
        self.assertIn("账号已注销", page.locator("main").inner_text())
        self.assertFalse(User.objects.exists())

    def test_with_javascript(self):
        self.assertComesInAndLeaves()

    def test_without_javascript(self):
        self.assertComesInAndLeaves(java_script_enabled=False)


@pytest.mark.browser
@override_settings(REQUIRE_SECOND_FACTOR=True)
class StaffTests(DoorTestCase):
    def test_a_clerk_sets_up_the_second_step_and_uses_a_passkey_next_time(self):
        clerk = MemberFactory(UnitFactory(title="平安河源"), email="gaj.editor@heyuan.example")
        # Passkeys know names and no numbers.
        self.live_server_url = self.live_server_url.replace("127.0.0.1", "localhost")
        page = self.sign_in(clerk, width=PHONE)
        self.add_authenticator(page)
        self.assertIn("/accounts/second-factor/new/", page.url)
        self.assertGood(page)
        secret = page.locator("code").inner_text().replace(" ", "")
        page.get_by_label("应用显示的验证码").fill(
            format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        )
        self.choose(page, "就用这个应用")
        self.assertGood(page)

        self.press(page, page.get_by_role("link", name="再添加一个"))
        self.choose(page, "用这台设备的通行密钥")
        self.assertIn("移除", page.locator("main").inner_text())
        self.choose(page, "退出登录")

        page.goto("/cms/")
        self.pass_the_door(page, clerk)
        self.assertGood(page)
        self.choose(page, "使用通行密钥")
        self.assertTrue(page.url.endswith("/cms/"), page.url)

    def add_authenticator(self, page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        traits = dict.fromkeys(
            ["hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"], True
        )
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {"protocol": "ctap2", "transport": "internal", **traits}},
        )
