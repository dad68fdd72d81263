from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hall.categories import ensure_categories
from hall.concerns.enums import ConcernEventKind, ConcernState, Voice
from hall.concerns.kinds import default_kind
from hall.concerns.lines import write_line
from hall.concerns.models import Concern
from hall.concerns.showing.services import keep_findable
from home.services import ensure_portal
from tests.factories import AnswerFactory, ConcernFactory, MemberFactory, UnitFactory
from tests.journeys.accessibility import violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"
TEXT = "我叫张伟，电话13812345678。新江二路的路灯不亮，张伟谢谢。"


@pytest.mark.browser
class PublicConcernTests(BrowserTestCase):
    """A question is masked and shown by a moderator, and read, searched and counted by everybody."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        default_kind()
        self.unit = UnitFactory(title="河源城管", official_name="河源市城市管理局", code="CG")
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        now = timezone.now()
        asked = {"unit": self.unit, "received_at": now - timedelta(days=3)}
        self.asked = ConcernFactory(subject="新江二路路灯不亮", text=TEXT, is_private=False, **asked)
        self.answered = ConcernFactory(
            subject="公园的路灯太暗", state=ConcernState.ANSWERED, is_answer_shown=True, days_taken=1, **asked
        )
        keep_findable(self.answered)
        for _ in range(10):
            ConcernFactory(state=ConcernState.ANSWERED, subject="不公开的路灯", days_taken=2, **asked)

    def assertIsGood(self, page):
        self.assertEqual(violations(page), [])
        self.assertTrue(page.evaluate(FITS))

    def open_one(self, **options):
        page = self.sign_in(self.spokesperson, "/cms/concerns/public/", width=PHONE, **options)
        self.press(page, page.get_by_role("link", name="新江二路路灯不亮"))
        return page

    def test_a_tap_masks_or_leaves_and_everybody_reads_the_rest(self):
        page = self.open_one()
        public = page.locator(".showing__words--public").first
        self.assertIn("138****5678", public.inner_text())
        page.locator(".masked-words__find", has_text="13812345678").click()
        self.assertIn("13812345678", public.inner_text())
        page.locator(".masked-words__find", has_text="13812345678").click()
        page.locator("input[name=mask0]").fill("张先生")
        self.assertIn("我叫张先生", public.inner_text())
        self.assertTrue(page.evaluate(FITS))
        self.press(page, page.locator("button[value=show]"))

        reader = self.visit("/ask/", width=PHONE)
        self.press(reader, reader.get_by_role("link", name="新江二路路灯不亮"))
        words = reader.locator(".concern").inner_text()
        self.assertIn("我叫张先生，电话138****5678", words)
        self.assertNotIn("13812345678", reader.content())
        self.assertNotIn("张伟", reader.content())
        self.assertIsGood(reader)
        self.assertEqual(Concern.objects.get(pk=self.asked.pk).text, TEXT)

    def test_without_scripts_a_moderator_looks_first(self):
        # Wagtail's own door needs scripts no more than ours does; its menus stay shut, the page is there.
        page = self.sign_in(
            self.spokesperson, "/cms/concerns/public/", width=PHONE, java_script_enabled=False
        )
        page.goto(f"/cms/concerns/public/{self.asked.pk}/")
        page.locator("input[name=mask0]").fill("张先生")
        page.locator("textarea[name=also]").fill("谢谢")
        self.press(page, page.locator("button[value=preview]"))
        public = page.locator(".showing__words--public").first.inner_text()
        self.assertIn("我叫张先生，电话138****5678", public)
        self.assertNotIn("谢谢", public)
        self.press(page, page.locator("button[value=show]"))
        self.assertTrue(page.url.endswith("/cms/concerns/public/"), page.url)
        self.assertTrue(Concern.objects.get(pk=self.asked.pk).is_public)

    def test_a_reason_is_asked_for_and_nothing_is_shown(self):
        page = self.open_one()
        self.press(page, page.locator("button[value=hide]"))
        self.assertIn("请写明不公开的理由", page.locator("main").inner_text())
        page.locator("textarea[name=reason]").fill("写了别人的病情")
        self.press(page, page.locator("button[value=hide]"))
        self.assertNotIn("新江二路", self.visit("/ask/", width=PHONE).content())

    def test_an_answer_is_masked_before_everybody_reads_it(self):
        Concern.objects.filter(pk=self.asked.pk).update(
            shown_at=timezone.now(), public_subject="新江二路路灯不亮", public_text="路灯不亮"
        )
        self.answer("已经修好，请打李工13987654321。")
        page = self.sign_in(self.spokesperson, "/cms/concerns/public/?part=answers", width=PHONE)
        self.press(page, page.get_by_role("link", name="新江二路路灯不亮"))
        self.press(page, page.locator("button[value=show_answer]"))

        words = (
            self.visit(self.asked.get_absolute_url(), width=PHONE).locator(".concern__answer").inner_text()
        )
        self.assertIn("河源城管 答复", words)
        self.assertIn("139****4321", words)

    def answer(self, text):
        now = timezone.now()
        AnswerFactory(concern=self.asked, state="sent", text=text, sent_at=now)
        Concern.objects.filter(pk=self.asked.pk).update(
            state=ConcernState.ANSWERED, answered_at=now, first_answered_at=now
        )
        self.asked.refresh_from_db()
        write_line(self.asked, ConcernEventKind.ANSWERED, Voice.UNIT, now=now)

    def test_everybody_searches_reads_and_sees_the_figures_with_and_without_scripts(self):
        for scripts in [True, False]:
            with self.subTest(scripts=scripts):
                page = self.visit("/", width=PHONE, java_script_enabled=scripts)
                self.press(page, page.locator(".tabbar").get_by_role("link", name="我要问"))
                page.locator("main [name=q]").fill("路灯")
                self.press(page, page.locator("main").get_by_role("button", name="搜索"))
                self.assertEqual(page.locator(".concern-card").count(), 1)
                self.assertIn("100%", page.locator(".concern-figures").inner_text())
                self.assertNotIn("不公开的路灯", page.content())
                self.press(page, page.get_by_role("link", name="公园的路灯太暗"))
                self.assertIn("路灯已经修好。", page.locator(".concern__answer").inner_text())
                self.assertTrue(page.evaluate(FITS) if scripts else True)

    def test_who_asks_is_shown_what_was_answered_already(self):
        page = self.visit("/ask/new/", width=PHONE)
        page.locator("[name=subject]").fill("公园里路灯太暗了")
        expect(page.locator(".similar-concerns__link")).to_have_text("公园的路灯太暗")
        expect(page.locator("[data-similar-status]")).to_contain_text("1")
        self.assertNotIn("不公开的路灯", page.content())
        self.assertIsGood(page)

        page = self.visit("/ask/new/", width=PHONE, java_script_enabled=False)
        page.locator("[name=subject]").fill("公园里路灯太暗了")
        page.locator("[name=text]").fill("晚上看不清")
        self.press(page, page.get_by_role("button", name="看看类似问题"))
        self.assertEqual(page.locator(".similar-concerns__link").inner_text(), "公园的路灯太暗")
        self.assertEqual(page.locator("[name=text]").input_value(), "晚上看不清")
        self.press(page, page.locator(".similar-concerns__link"))
        self.assertIn("路灯已经修好。", page.locator(".concern__answer").inner_text())

    def test_every_public_page_keeps_the_rules(self):
        addresses = ["/ask/", "/ask/?q=飞船", self.answered.get_absolute_url(), self.unit.url, "/"]
        for width in [PHONE, 1280]:
            for scheme in ["light", "dark"]:
                page = self.visit(width=width, color_scheme=scheme, reduced_motion="reduce")
                for address in addresses:
                    with self.subTest(address, width=width, scheme=scheme):
                        page.goto(address)
                        self.assertIsGood(page)
