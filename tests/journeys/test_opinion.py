from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

import pytest
from django.test import override_settings
from PIL import Image
from playwright.sync_api import expect

from hall.supervision.models import OpinionItem
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from tests.factories.opinion import level_of
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

WIDE_AS_THE_SCREEN = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>槎城论坛</title>
<item><title>源城红星路停水两天了没有人管</title><guid>1</guid><description>三栋楼的老人提水上楼</description></item>
<item><title>公交三路改线老人不知道</title><guid>2</guid></item></channel></rss>"""


class FeedHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/rss" else 404)
        self.end_headers()
        self.wfile.write(FEED.encode() if self.path == "/rss" else b"")

    def log_message(self, *arguments):
        pass


def screenshot():
    kept = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(kept, "PNG")
    return {"name": "群聊.png", "mimeType": "image/png", "buffer": kept.getvalue()}


@pytest.mark.browser
@override_settings(OPINION_READS_INSIDE=True)
class OpinionTests(BrowserTestCase):
    """A forum says that water is out: the desk gives it to the unit and concludes what was answered, by phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), FeedHandler)
        Thread(target=cls.server.serve_forever, args=[0.05], daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    def setUp(self):
        super().setUp()
        ensure_portal()
        self.level = level_of("重要")
        self.unit = UnitFactory(title="源城水务", code="YCSW")
        self.desk, self.liaison = HallDeskFactory(), MemberFactory(self.unit, Role.LIAISON)
        self.post = PostFactory(unit=self.unit, text="红星路水管已经修好，今晚八点恢复供水。")

    def press(self, page, locator):
        with page.expect_navigation():
            locator.click()

    def assertReadable(self, page, context="main"):
        self.assertEqual(violations(page, within=context, rules=EVERY_RULE), [])
        self.assertTrue(page.evaluate(WIDE_AS_THE_SCREEN))

    def act(self, page, action, **typed):
        """Open an action of the item, type, and send it."""
        page.locator(f".concern-action:has([value={action}]) summary").click()
        for name, value in typed.items():
            field = page.locator(f"[name={action}-{name}]")
            field.select_option(value) if name == "level" else field.fill(value)
        self.assertReadable(page, ".concern-page")
        self.press(page, page.locator(f"[value={action}]"))

    def add_source(self, page, path):
        page.goto("/cms/snippets/supervision/opinionsource/add/")
        page.locator("[name=name]").fill("槎城论坛")
        page.locator("[name=address]").fill(f"http://127.0.0.1:{self.server.server_port}{path}")
        self.press(page, page.get_by_role("button", name="保存").first)
        self.press(page, page.get_by_role("link", name="槎城论坛", exact=True).first)

    def test_from_a_forum_to_the_brief(self):
        desk = self.sign_in(self.desk, "/cms/opinion/", width=390)
        self.assertReadable(desk, ".opinion")
        self.add_source(desk, "/moved")
        self.press(desk, desk.get_by_role("button", name="立即读取"))
        expect(desk.locator(".messages")).to_contain_text("404")
        desk.locator("[name=address]").fill(f"http://127.0.0.1:{self.server.server_port}/rss")
        self.press(desk, desk.get_by_role("button", name="保存").first)
        self.press(desk, desk.get_by_role("link", name="槎城论坛", exact=True).first)
        self.press(desk, desk.get_by_role("button", name="立即读取"))
        expect(desk.locator(".messages")).to_contain_text("新增舆情 2 条")
        self.press(desk, desk.get_by_role("link", name="查看舆情"))
        self.assertReadable(desk, ".opinion")

        self.press(desk, desk.locator(".waiting-row__link", has_text="红星路停水"))
        self.assertReadable(desk, ".concern-page")
        self.act(desk, "weigh", level=str(self.level.pk), assessment="已与物业核实，属实。", boost="20")
        expect(desk.locator(".opinion-clocks")).to_contain_text("首次回应")
        self.act(desk, "assign", unit="源城水务所")
        expect(desk.locator(".concern-action[open]")).to_contain_text("源城水务")
        desk.locator("[name=assign-unit]").fill("源城水务")
        self.press(desk, desk.locator("[value=assign]"))

        unit = self.sign_in(self.liaison, "/cms/", width=390)
        unit.goto("/cms/opinion/items/ours/")
        self.assertReadable(unit, ".concern-page__main")
        expect(unit.locator("main")).not_to_contain_text("公交三路")
        self.press(unit, unit.locator(".waiting-row__link", has_text="红星路停水"))
        self.assertReadable(unit, ".concern-page")
        self.act(unit, "respond", link=self.post.get_url(), words="今晚恢复。")
        expect(unit.locator(".concern-piece--answer")).to_contain_text(self.post.get_url())

        desk.reload()
        self.act(desk, "close", words="网民表示认可。")
        item = OpinionItem.objects.get(unit=self.unit)
        self.assertEqual(item.state, "closed")
        expect(desk.locator(".concern-events")).to_contain_text("网民表示认可")

        desk.goto("/cms/opinion/brief/")
        self.assertReadable(desk, ".order-paper")
        self.assertReadable(desk, "nav")

    def test_a_screenshot_needs_words(self):
        desk = self.sign_in(self.desk, "/cms/opinion/items/new/", width=390)
        self.assertReadable(desk)
        desk.locator("[name=title]").fill("家长群说校门口占道")
        desk.locator("[name=picture]").set_input_files(screenshot())
        self.press(desk, desk.get_by_role("button", name="录入"))
        expect(desk.locator("main")).to_contain_text("请用一句话说明截图内容")
        self.assertReadable(desk)
        expect(desk.locator("[name=title]")).to_have_value("家长群说校门口占道")
        desk.locator("[name=picture]").set_input_files(screenshot())
        desk.locator("[name=picture_words]").fill("聊天记录：放学时学生走在车道上。")
        self.press(desk, desk.get_by_role("button", name="录入"))
        expect(desk.get_by_role("img", name="聊天记录：放学时学生走在车道上。")).to_be_visible()
        self.assertReadable(desk, ".concern-page")
