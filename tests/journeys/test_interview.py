import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hall.campaigns.enums import QuestionState
from hall.campaigns.models import InterviewGuest, InterviewPage, InterviewQuestion, TopicPage
from hall.campaigns.services import end_event
from hall.categories import ensure_categories
from home.services import ensure_portal
from tests.factories import (
    CampaignFactory,
    CitizenFactory,
    EventFactory,
    HallDeskFactory,
    MemberFactory,
    QuestionFactory,
    UnitFactory,
)
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class InterviewTests(BrowserTestCase):
    """A resident asks on a phone, the host screens and answers, and a page that stands open shows it."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="河源医保", code="YBJ")
        self.organiser = MemberFactory(self.unit, Role.ORGANISER)
        self.campaign = CampaignFactory(unit=self.unit)
        self.interview = EventFactory(InterviewPage, campaign=self.campaign, title="医保局长回答您的提问")
        InterviewGuest.objects.create(page=self.interview, name="张局长", role="市医保局局长")
        self.person = CitizenFactory(nickname="绿湖老张")
        self.screen = reverse("campaigns_interview", args=[self.interview.pk])

    def test_a_question_is_asked_screened_answered_and_seen_on_an_open_page(self):
        page = self.visit_as(self.person, width=PHONE)
        page.clock.install()
        page.goto(self.interview.url)
        page.get_by_role("textbox", name="向嘉宾提问").fill("异地就医怎么报销？")
        page.get_by_role("button", name="提交提问").click()
        expect(page.get_by_text("等待主持人筛选")).to_be_visible()

        host = self.visit_as(self.organiser, self.screen, width=PHONE)
        self.press(host, host.get_by_role("button", name="公开 异地就医"))
        self.press(host, host.get_by_role("link", name="等待回答"))
        host.locator("[name=text]").fill("手机上就能办。")
        self.press(host, host.get_by_role("button", name="发布回答"))
        expect(host.get_by_text("回答已公开。")).to_be_visible()

        page.clock.fast_forward(20_000)
        expect(page.locator(".interview-talk__answer")).to_contain_text("手机上就能办。")
        expect(page.locator(".interview-talk__answer")).to_contain_text("张局长")
        expect(page.locator("[data-says]")).to_have_text("访谈有新内容。")

    def test_asking_needs_no_script(self):
        page = self.visit_as(self.person, self.interview.url, width=PHONE, java_script_enabled=False)
        self.press(page, page.get_by_role("link", name="我要提问"))
        page.get_by_label("向嘉宾提问").fill("异地就医怎么报销？")
        self.press(page, page.get_by_role("button", name="提交提问"))

        expect(page.get_by_text("主持人看过后才会公开")).to_be_visible()
        self.assertEqual(InterviewQuestion.objects.get().text, "异地就医怎么报销？")

    def test_the_transcript_is_there_to_print_and_to_take(self):
        QuestionFactory(event=self.interview, state=QuestionState.ANSWERED)
        end_event(
            page_id=self.interview.pk, by=self.organiser, now=InterviewQuestion.objects.get().answered_at
        )
        page = self.visit(self.interview.url, width=PHONE)

        expect(page.get_by_role("button", name="打印")).to_be_visible()
        with page.expect_download() as file:
            page.get_by_role("link", name="下载文本").click()
        self.assertIn("医保局长回答您的提问", file.value.suggested_filename)
        page.emulate_media(media="print")
        expect(page.locator("#comments")).to_be_hidden()
        expect(page.locator(".interview-talk__answer")).to_be_visible()

    def test_every_screen_of_both_formats_keeps_the_rules_of_accessibility(self):
        topic = EventFactory(TopicPage, campaign=self.campaign, question="哪条路最该加一站公交？")
        for state in QuestionState:
            QuestionFactory(event=self.interview, state=state)
        screens = [self.screen, f"{self.screen}?state=shown", reverse("campaigns_topic", args=[topic.pk])]
        public = [self.interview.url, topic.url, reverse("interview_ask", args=[self.interview.pk])]
        for person, addresses in [(HallDeskFactory(), screens), (self.person, public)]:
            page = self.visit_as(person, width=PHONE, color_scheme="light", reduced_motion="reduce")
            for address in addresses:
                with self.subTest(address):
                    page.goto(address, wait_until="networkidle")
                    self.assertEqual(violations(page), [])
                    self.assertEqual(page.evaluate(STICKING_OUT), [])
