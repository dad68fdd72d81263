import re

import pytest
from django.utils import timezone

from hall.concerns.models import Concern
from hall.concerns.services import send_answer
from home.services import ensure_portal
from tests.factories import AnswerFactory, MemberFactory, UnitFactory
from tests.hall.concerns.test_asking import picture_file
from tests.journeys.accessibility import violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.browser
class AskingTests(BrowserTestCase):
    """A resident asks from a phone, keeps the code, reads the answer and says whether it helped."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        self.unit = UnitFactory(title="河源路灯", code="LD")
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)

    def assertGoodPage(self, page):
        self.assertEqual(violations(page), [])
        self.assertTrue(page.evaluate(FITS))

    def send(self, page):
        self.press(page, page.locator(".ask-form .button--wide"))

    def fill(self, page, **words):
        for name, text in words.items():
            page.locator(f"[name={name}]").fill(text)

    def answer(self):
        concern = Concern.objects.get()
        answer = AnswerFactory(concern=concern, text="今晚换灯泡，九点以前亮。")
        send_answer(answer_id=answer.pk, user=self.spokesperson, now=timezone.now())

    def test_from_a_phone_with_scripts(self):
        page = self.visit("/ask/new/?unit=LD", width=PHONE)
        self.assertGoodPage(page)
        self.walk(page)

    def test_from_a_phone_without_scripts(self):
        self.walk(self.visit("/ask/new/?unit=LD", width=PHONE, java_script_enabled=False), has_scripts=False)

    def walk(self, page, has_scripts=True):
        check = self.assertGoodPage if has_scripts else lambda page: None
        self.fill(page, subject="新江路路灯不亮", text="三盏路灯不亮一个星期了。", unit="没有这个单位")
        page.locator("#privacy-private").check()
        file = picture_file()
        page.set_input_files(
            "[name=pictures]", {"name": file.name, "mimeType": "image/jpeg", "buffer": file.read()}
        )
        self.send(page)
        self.assertEqual(page.locator("[name=text]").input_value(), "三盏路灯不亮一个星期了。")
        self.assertTrue(page.locator(".kept-pictures__picture").is_visible())
        check(page)
        self.fill(page, unit="河源路灯")
        self.send(page)

        number = page.locator("#secret-number").input_value()
        code = page.locator("#secret-code").input_value()
        self.assertRegex(number, r"\d{8}-\d{4}")
        check(page)
        self.press(page, page.locator("a.button--wide"))
        self.assertTrue(page.url.endswith(f"/ask/c/{number}/"))
        check(page)

        other = self.visit(f"/ask/c/{number}/", width=PHONE, java_script_enabled=has_scripts)
        self.assertIn("/ask/track/", other.url)
        check(other)
        self.fill(other, code=code.lower())
        self.press(other, other.locator(".account-form .button"))
        self.assertIn("三盏路灯", other.locator(".own-concern__words").inner_text())
        self.assertNotIn(code, other.url + other.content())

        self.answer()
        other.reload()
        self.assertIn("今晚换灯泡", other.locator(".timeline__line--answer").inner_text())
        check(other)
        other.get_by_text(re.compile("没有解决")).first.click()
        self.fill(other, **{"reopen-text": "还有一盏不亮。"})
        self.press(other, other.locator("#reopen .button"))
        self.assertIn("还有一盏不亮", other.locator(".timeline").inner_text())
        self.answer()
        other.reload()
        other.locator("#solved [value='5']").check()
        self.press(other, other.locator("#solved .button"))
        concern = Concern.objects.get()
        self.assertEqual((concern.outcome, concern.rating, concern.reopened_times), ("solved", 5, 1))
        check(other)

    def test_a_secret_link_leaves_no_code_in_the_address_bar(self):
        page = self.visit("/ask/new/?unit=LD", width=PHONE)
        self.fill(page, subject="路灯", text="不亮")
        page.locator("#privacy-public").check()
        self.send(page)
        link = page.locator("#secret-link").input_value()
        other = self.visit(link, width=PHONE)
        self.assertTrue(other.url.endswith(f"/ask/c/{Concern.objects.get().number}/"))
        self.assertIn("路灯", other.locator("h1").inner_text())
