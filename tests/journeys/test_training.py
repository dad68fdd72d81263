from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from playwright.sync_api import expect

from hall.assessment.models import TrainingSeat, TrainingSession
from hall.assessment.training.links import door_url
from hall.categories import ensure_categories
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from tests.hall.assessment.training.world import SessionFactory
from tests.journeys.accessibility import EVERY_RULE, STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class TrainingTests(BrowserTestCase):
    """The desk plans a session with a quiz; somebody takes a place, comes, answers and prints the certificate."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="河源水务", code="SWJ")
        self.editor, self.desk = MemberFactory(self.unit), HallDeskFactory()

    def assertUsable(self, page, within=".assessment"):
        self.assertEqual(violations(page, within=within, rules=EVERY_RULE), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def follow(self, page, element):
        with page.expect_navigation():
            element.click()

    def test_on_a_phone_from_the_place_to_the_certificate(self):
        now = timezone.now()
        session = SessionFactory(
            begins_at=now + timedelta(minutes=20), ends_at=now + timedelta(hours=2), opened_at=now
        )
        page = self.visit_as(self.editor, reverse("training"), width=PHONE, reduced_motion="reduce")
        self.assertUsable(page)
        self.follow(page, page.get_by_role("link", name=session.title))
        self.follow(page, page.get_by_role("button", name="报名", exact=True))
        expect(page.get_by_alt_text("你的签到二维码")).to_be_visible()
        self.assertUsable(page)

        page.goto(urlsplit(door_url(session.pk)).path)
        self.assertUsable(page)
        self.follow(page, page.get_by_role("button", name="签到"))
        expect(page.get_by_text("签到成功")).to_be_visible()

        self.follow(page, page.get_by_role("link", name="去答题"))
        self.assertUsable(page)
        page.get_by_label("五个工作日").check()
        self.follow(page, page.get_by_role("button", name="提交回答"))
        expect(page.get_by_role("alert").get_by_text("请回答这道题")).to_be_visible()
        self.assertUsable(page)
        page.get_by_label("身份证号").check()
        page.get_by_label("家庭住址").check()
        self.follow(page, page.get_by_role("button", name="提交回答"))
        expect(page.get_by_text("已通过。")).to_be_visible()
        self.assertUsable(page)

        self.follow(page, page.get_by_role("link", name="打印证书"))
        expect(page.get_by_role("heading", name="培训证书")).to_be_visible()
        self.assertUsable(page, within=None)
        proof = page.locator(".certificate__proof a").get_attribute("href")
        page.goto(urlsplit(proof).path)
        expect(page.get_by_role("heading", name="证书有效")).to_be_visible()
        self.assertUsable(page, within=None)

    def test_the_desk_plans_a_session_with_a_quiz_and_opens_it(self):
        begins = localtime(timezone.now() + timedelta(days=9)).replace(hour=9, minute=0)
        page = self.visit_as(self.desk, reverse("training"), reduced_motion="reduce")
        self.follow(page, page.get_by_role("link", name="新建培训班"))
        page.locator("[name=title]").fill("新上岗编辑培训班")
        page.get_by_role("textbox", name="培训内容").fill("怎样把话说明白。")
        page.locator("[name=begins_at]").fill(f"{begins:%Y-%m-%d %H:%M}")
        page.locator("[name=ends_at]").fill(f"{begins + timedelta(hours=2):%Y-%m-%d %H:%M}")
        page.locator("[name=place]").fill("市委党校")
        self.write_question(page)
        self.follow(page, page.get_by_role("button", name="保存"))
        session = TrainingSession.objects.get()
        self.assertEqual([choice.is_right for choice in session.quiz()[0].choices], [True, False])

        page.goto(reverse("training_session", args=[session.pk]))
        self.follow(page, page.get_by_role("button", name="向各单位开放报名"))
        expect(page.get_by_text("报名中").first).to_be_visible()
        self.assertUsable(page)
        page.goto(reverse("training_door", args=[session.pk]))
        expect(page.get_by_text("签到将于")).to_be_visible()
        self.assertUsable(page)

    def write_question(self, page):
        quiz = page.locator("#panel-child-quiz-questions-section, [data-contentpath=questions]").first
        quiz.locator("button[title]").first.click()
        page.locator("[name=questions-0-value-words]").fill("几个工作日内答复？")
        page.locator("[name=questions-0-value-choices-0-value-words]").fill("五个")
        page.locator("[name=questions-0-value-choices-0-value-is_right]").check()
        quiz.locator("[data-streamfield-list-add]").last.click()
        page.locator("[name=questions-0-value-choices-1-value-words]").fill("三十个")

    def test_the_desk_at_the_door_and_the_lists_of_who_was_trained(self):
        now = timezone.now()
        session = SessionFactory(
            begins_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2), questions=[]
        )
        TrainingSeat.objects.create(
            session=session, unit=self.unit, person=self.editor, enrolled_at=now - timedelta(days=2)
        )
        speaker = MemberFactory(self.unit, Role.REVIEWER)
        page = self.visit_as(self.desk, reverse("training_door", args=[session.pk]), reduced_motion="reduce")
        expect(page.get_by_alt_text("签到二维码")).to_be_visible()
        self.assertUsable(page)
        page.goto(reverse("training_session", args=[session.pk]))
        came = page.get_by_role("button", name="已到")
        came.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("已签到 1 人")).to_be_visible()
        page.locator("summary", has_text="更正").press("Enter")
        expect(page.get_by_role("button", name="没有来")).to_be_visible()
        self.assertUsable(page)

        own = self.visit_as(speaker, reverse("training_report"), width=PHONE, reduced_motion="reduce")
        self.assertUsable(own)
        self.follow(own, own.get_by_role("link", name="河源水务"))
        expect(own.get_by_text("还没有参加").first).to_be_visible()
        self.assertUsable(own)
