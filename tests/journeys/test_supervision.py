from datetime import timedelta

import pytest
from django.utils import timezone

from hall.supervision.models import SupervisionOrder
from hall.supervision.sweep import sweep
from home.services import ensure_portal
from tests.factories import ConcernFactory, InspectorFactory, MemberFactory, UnitFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

WIDE_AS_THE_SCREEN = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
DAY = timedelta(days=1)


@pytest.mark.browser
class SupervisionTests(BrowserTestCase):
    """A concern is forgotten: the hall issues an order, the unit reports on it, and an inspector judges, by phone."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        self.unit = UnitFactory(title="河源水务", code="SWJ")
        self.speaker, self.inspector = MemberFactory(self.unit, Role.REVIEWER), InspectorFactory()
        self.concern = ConcernFactory(unit=self.unit, received_at=timezone.now() - 60 * DAY)

    def assertReadable(self, page, context="main"):
        self.assertEqual(violations(page, within=context, rules=EVERY_RULE), [])
        self.assertTrue(page.evaluate(WIDE_AS_THE_SCREEN))

    def test_a_whole_order(self):
        boss = self.sign_in(self.inspector, "/cms/supervision/", width=390)
        self.assertReadable(boss, ".supervision")

        sweep(timezone.now())
        order = SupervisionOrder.objects.get(facts__number=self.concern.number)
        boss.reload()
        self.assertReadable(boss, ".supervision")
        self.assertIn(order.number, boss.locator(".awaiting__list").first.inner_text())

        unit = self.sign_in(self.speaker, width=390)
        self.assertIn("督办", unit.locator("#supervision-heading").inner_text())
        self.assertReadable(unit, ".today:has(#supervision-heading)")
        unit.goto("/cms/supervision/")
        self.assertReadable(unit, ".supervision")
        self.press(unit, unit.locator(".waiting-row__link", has_text=order.number))
        self.assertReadable(unit, ".concern-page")
        unit.locator(".concern-action summary", has_text="签收").click()
        self.press(unit, unit.locator("[value=acknowledge]"))
        self.press(unit, unit.locator("[value=report]"))
        self.assertReadable(unit, ".concern-page")
        unit.locator("[name=files]").set_input_files(
            {"name": "答复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
        )
        self.press(unit, unit.locator("[value=report]"))
        self.assertIn("答复.pdf", unit.locator(".order-files").inner_text())
        unit.locator("[name=text]").fill("当天已经答复，并安排专人每天查看留言。")
        self.press(unit, unit.locator("[value=report]"))
        self.assertReadable(unit, ".concern-page")

        self.press(boss, boss.locator(".waiting-row__link", has_text=order.number))
        self.assertReadable(boss, ".concern-page")
        self.assertIn("每天查看留言", boss.locator(".concern-events").inner_text())
        boss.locator(".concern-action summary", has_text="退回报告").click()
        boss.locator("[name=return-reason]").fill("请附答复的截图")
        self.assertReadable(boss, ".concern-page")
        self.press(boss, boss.locator("[value=return]"))

        unit.reload()
        unit.locator("[name=text]").fill("截图附上。")
        self.press(unit, unit.locator("[value=report]"))
        boss.reload()
        boss.locator(".concern-action summary", has_text="通过报告").click()
        self.press(boss, boss.locator("[value=accept]"))
        order.refresh_from_db()
        self.assertEqual(order.state, "closed")

        boss.goto(f"/cms/supervision/orders/{order.pk}/print/")
        self.assertReadable(boss, ".order-paper")
        self.assertEqual(boss.evaluate(WIDE_AS_THE_SCREEN), True)

    def test_an_order_by_hand_and_a_record_behind_it(self):
        page = self.sign_in(self.inspector, "/cms/supervision/orders/new/", width=390)
        self.assertReadable(page, ".supervision")
        page.locator("[name=grounds]").fill("预约电话两个上午无人接听。")
        self.press(page, page.get_by_role("button", name="发出督办单"))
        self.assertReadable(page, ".supervision")
        self.assertEqual(page.locator("[name=grounds]").input_value(), "预约电话两个上午无人接听。")
        page.locator("[name=unit]").fill("河源水务")
        self.press(page, page.get_by_role("button", name="发出督办单"))
        page.locator(".concern-action summary", has_text="问责").click()
        page.locator("[name=record-concerned]").select_option("person")
        page.locator("[name=record-person]").select_option(str(self.speaker.pk))
        page.locator("[name=record-basis]").fill("《督办办法》第九条")
        page.locator("[name=record-decided_on]").fill(timezone.localdate().isoformat())
        self.press(page, page.locator("[value=record]"))
        self.assertReadable(page, ".concern-page")

        person = self.sign_in(self.speaker, "/cms/supervision/records/", width=390)
        self.assertReadable(person, ".supervision")
        self.press(person, person.locator(".waiting-row__link"))
        self.assertReadable(person, ".supervision")
        person.locator("[name=text]").fill("那两个上午我在外执勤。")
        self.press(person, person.locator("[value=appeal]"))
        self.assertReadable(person, ".supervision")
        self.assertEqual(person.locator("[value=appeal]").count(), 0)
