from datetime import timedelta

import pytest
from django.utils import timezone

from hall.assessment.models import TrainingSeat
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory
from tests.hall.assessment.months import OldUnitFactory
from tests.hall.assessment.training.world import SessionFactory
from tests.journeys.accessibility import RULES, STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase


@pytest.mark.browser
class TrainingTests(BrowserTestCase):
    """A session goes from the desk's plan to an editor's certificate, on a telephone."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        self.unit = OldUnitFactory(title="河源水务", code="SW")
        self.editor, self.desk = MemberFactory(self.unit), HallDeskFactory()
        begins = timezone.now() + timedelta(minutes=20)
        self.session = SessionFactory(begins_at=begins, ends_at=begins + timedelta(hours=2), opened_at=None)

    def assertFine(self, page):
        self.assertEqual(violations(page, within=".training", rules=RULES), [])

    def test_from_the_plan_to_the_certificate(self):
        address = f"/cms/training/{self.session.pk}/"
        desk = self.sign_in(self.desk, address, width=390)
        desk.get_by_role("button", name="向各单位开放报名").click()
        desk.get_by_text("已开放报名").first.wait_for()
        self.assertFine(desk)

        editor = self.sign_in(self.editor, address, width=390)
        editor.get_by_role("button", name="报名", exact=True).click()
        editor.get_by_alt_text("你的签到二维码").wait_for()
        self.assertFine(editor)

        self.check_in(desk)
        self.pass_the_quiz(editor, address)

    def check_in(self, desk):
        desk.goto(f"/cms/training/{self.session.pk}/door/")
        desk.get_by_alt_text("签到二维码").wait_for()
        self.assertFine(desk)
        desk.goto(f"/cms/training/{self.session.pk}/")
        desk.get_by_role("button", name="已到").click()
        desk.get_by_text("签到记录已更正").wait_for()

    def pass_the_quiz(self, editor, address):
        editor.goto(f"{address}quiz/")
        self.assertFine(editor)
        editor.get_by_label("五个工作日").check()
        editor.get_by_label("身份证号").check()
        editor.get_by_label("家庭住址").check()
        editor.get_by_role("button", name="交卷").click()
        editor.get_by_text("已通过").wait_for()
        self.assertFine(editor)
        editor.get_by_role("link", name="打印证书").click()
        editor.get_by_role("heading", name="培训证书").wait_for()
        self.assertEqual((violations(editor), editor.evaluate(STICKING_OUT)), ([], []))
        code = TrainingSeat.objects.get().certificate_code
        proof = self.visit(f"/training/{code}/", width=390)
        proof.get_by_role("heading", name="证书有效").wait_for()
        self.assertEqual((violations(proof), proof.context.cookies()), ([], []))
