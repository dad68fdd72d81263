"""A real Chromium against a real server."""

import os
import shutil
import unittest
from unittest import mock

from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import Client, override_settings
from django.utils.crypto import get_random_string
from playwright.sync_api import expect, sync_playwright

from home.services import ensure_portal
from portal.core.signed_in_mark import MARK
from tests.fresh_start import FreshStart, go_back_to_start, keep_start
from tests.journeys.city import build_city
from tests.journeys.server import CountingServerThread

PASSWORD = "wanlv-lake-2013"
NAMES = ["chromium", "chromium-browser", "google-chrome"]
PATIENCE = 60_000  # Milliseconds. A machine that tests for many is slow; one that is wrong is wrong after a minute too.
expect.set_options(timeout=PATIENCE)


def find_chromium() -> str:
    """Return the path of a Chromium. Without one the tests are skipped, which CI does not accept."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI"):
        raise AssertionError(f"CI must have a browser: {', '.join(NAMES)}.")
    if path is None:
        raise unittest.SkipTest(f"No browser was found: {', '.join(NAMES)}.")
    return path


class BrowserTestCase(FreshStart, StaticLiveServerTestCase):
    """Opens pages as visitors of many kinds would. No page may throw an error or break the content policy."""

    server_thread_class = CountingServerThread

    @classmethod
    def setUpClass(cls):
        path = find_chromium()
        # Django's test server would answer for uploads itself, without ranges; the portal's own view shall.
        cls.enterClassContext(mock.patch("django.test.testcases._MediaFilesHandler", lambda portal: portal))
        super().setUpClass()
        # Playwright runs an event loop in this thread; Django would refuse the database from inside of one.
        cls.enterClassContext(mock.patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="true"))
        driver = cls.enterClassContext(sync_playwright())
        cls.browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.complaints = []
        self.addCleanup(self.assertNoComplaints)
        # Cleanups go backwards: every window is shut by then.
        self.addCleanup(self.assertServerIsQuiet)

    def assertNoComplaints(self):
        self.assertEqual(self.complaints, [])

    def assertServerIsQuiet(self):
        self.assertTrue(
            self.server_thread.httpd.is_quiet(PATIENCE / 1000), "The server still answers somebody."
        )

    def visit(self, address="/", *, width=1280, size="standard", language="zh-hans", **options):
        """Open a page in a window of its own. `options` are those of a Playwright context."""
        context = self.browser.new_context(
            base_url=self.live_server_url, viewport={"width": width, "height": 800}, **options
        )
        context.set_default_timeout(PATIENCE)
        self.addCleanup(context.close)
        if (language, size) != ("zh-hans", "standard"):
            cookie = {"name": "display", "value": f"{language}.{size}", "url": self.live_server_url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.listen)
        page.goto(address)
        return page

    def sign_in(self, user, address="/cms/", **options):
        """Follow an address of the admin, and pass the door before it. Gives the person a password first."""
        if not user.check_password(PASSWORD):  # A new one would end the other sessions of this person.
            user.set_password(PASSWORD)
            user.save()
        page = self.visit(address, **options)
        self.pass_the_door(page, user)
        return page

    def press(self, page, button):
        """Press what leads to another page, and wait until all of that is there to be read."""
        with page.expect_navigation():
            button.click()

    def pass_the_door(self, page, user):
        page.locator("[name=username]").fill(user.email)
        page.locator("[name=password]").fill(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def visit_as(self, user, address="/", **options):
        """Open a page as somebody who has signed in already, by whatever door."""
        inside = Client()
        inside.force_login(user)
        page = self.visit("/healthz", **options)
        cookies = {
            settings.SESSION_COOKIE_NAME: inside.cookies[settings.SESSION_COOKIE_NAME].value,
            # Every door of the portal gives one.
            settings.CSRF_COOKIE_NAME: get_random_string(32),
            MARK: "1",
        }
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.live_server_url} for name, value in cookies.items()]
        )
        page.goto(address)
        return page

    def listen(self, message):
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)


class CityTestCase(BrowserTestCase):
    """Tests that only read share one city; it is taken down after the last of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.media_root = settings.MEDIA_ROOT / "city"
        cls.addClassCleanup(shutil.rmtree, cls.media_root, ignore_errors=True)
        cls.enterClassContext(override_settings(MEDIA_ROOT=cls.media_root))
        keep_start()
        cls.addClassCleanup(go_back_to_start)
        ensure_portal()
        cls.city = build_city()

    def setUp(self):
        super().setUp()
        settings.MEDIA_ROOT = self.media_root

    @classmethod
    def _fixture_setup(cls):
        """Leave the city as it stands."""

    def _fixture_teardown(self):
        """Leave the city as it stands."""
