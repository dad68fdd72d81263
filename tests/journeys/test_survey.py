import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hall.campaigns.models import SurveyAnswer, SurveyValue
from hall.categories import ensure_categories
from home.services import ensure_portal
from tests.factories import CampaignFactory, SurveyFactory, UnitFactory, answer_survey
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase

PHONE = 390


@pytest.mark.browser
class SurveyTests(BrowserTestCase):
    """A resident answers on a phone, with and without scripts, and reads what came of it."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")
        self.campaign = CampaignFactory(unit=self.unit)
        self.survey = SurveyFactory(campaign=self.campaign, who_answers="device", title="您怎样出行？")
        self.address = f"/surveys/{self.survey.pk}/"

    def keeps_the_rules(self, page):
        self.assertEqual(violations(page), [])
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def test_one_answers_and_what_was_chosen_is_kept_until_then(self):
        page = self.visit(self.survey.url, width=PHONE)
        self.press(page, page.get_by_role("link", name="我要回答"))
        words = page.locator("textarea")
        expect(words).to_be_hidden()
        page.get_by_label("公交").check()
        expect(words).to_be_visible()
        words.fill("多开夜班车")
        self.keeps_the_rules(page)

        expect(page.locator("main")).to_contain_text("都留在本标签页里")
        page.reload()
        expect(page.get_by_label("公交")).to_be_checked()
        expect(words).to_have_value("多开夜班车")
        self.press(page, page.get_by_role("button", name="提交回答"))

        expect(page.locator("main")).to_contain_text("您的回答已于")
        expect(page.locator("main")).to_contain_text("草稿已从这个浏览器中删除")
        self.assertEqual(SurveyValue.objects.get(question="建议").text, "多开夜班车")
        self.assertEqual(
            page.evaluate("Object.keys(sessionStorage).filter(key => key.includes('survey'))"), []
        )
        page.goto(self.address)
        expect(page.get_by_role("button", name="提交回答")).to_have_count(0)

    def test_answering_needs_no_script(self):
        page = self.visit(self.address, width=PHONE, java_script_enabled=False)
        expect(page.get_by_text("都留在本标签页里")).to_be_hidden()
        expect(page.locator("textarea")).to_be_visible()
        page.get_by_label("太挤").check()
        self.press(page, page.get_by_role("button", name="提交回答"))
        expect(page.get_by_label("太挤")).to_be_checked()
        expect(page.locator("main")).to_contain_text("请回答这道题")
        page.get_by_label("单车").check()
        page.locator("textarea").fill("这句不算")
        self.press(page, page.get_by_role("button", name="提交回答"))
        expect(page.locator("main")).to_contain_text("您的回答已于")
        self.assertEqual(SurveyAnswer.objects.count(), 1)
        self.assertFalse(SurveyValue.objects.filter(question="建议").exists())

    def test_results_keep_the_rules_of_accessibility(self):
        page = SurveyFactory(campaign=self.campaign)
        for number in range(20):
            answer_survey(page, {"出行": ["公交", "单车"][number % 2], "满意": "4"}, now=timezone.now())
        for scheme in ["light", "dark"]:
            shown = self.visit(page.url, width=PHONE, color_scheme=scheme)
            expect(shown.locator(".bar-chart").first).to_be_visible()
            shown.locator(".survey-results__figures summary").first.click()
            self.keeps_the_rules(shown)
