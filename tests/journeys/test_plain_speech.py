import pytest
from playwright.sync_api import expect

from hall.categories import ensure_categories
from hall.models import Category, PostPage
from hall.review.models import SpeechDismissal, SpeechFinding
from home.services import ensure_portal
from tests.factories import MemberFactory, UnitFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

TEXT = "会议强调，要提高政治站位，狠抓贯彻落实。"
TAKEN = "会上说，要提高政治站位，狠抓贯彻落实。"
REASON = "上级文件的原话"


@pytest.mark.browser
class PlainSpeechTests(BrowserTestCase):
    """An editor writes as in a report, is told so, says it more plainly, and gives a reason for what stays."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")

    def sign_in_as(self, role, **options):
        return self.sign_in(MemberFactory(self.unit, role), **options)

    def hint(self, page, words):
        return page.locator(f'[data-speech-hint][data-words="{words}"]')

    def open_hints(self, page):
        page.locator("[data-speech-verdict]").wait_for()
        page.locator(".speech-hints > summary").press("Enter")

    def dismiss(self, page, words):
        hint = self.hint(page, words)
        hint.locator("summary").press("Enter")
        hint.locator("[data-speech-reason]").fill(REASON)
        page.keyboard.press("Enter")
        hint.locator("[data-speech-restore]").wait_for()

    def test_an_editor_is_told_takes_plainer_words_and_says_why_others_stay(self):
        page = self.sign_in_as(Role.EDITOR, width=390)
        text = page.locator("#composer-text")
        text.fill(TEXT)
        expect(page.locator("[data-speech-verdict]")).to_contain_text("官话偏多")
        expect(self.hint(page, "会议强调")).to_be_hidden()

        self.open_hints(page)
        self.hint(page, "会议强调").locator("[data-speech-take]").click()
        expect(text).to_have_value(TAKEN)
        self.hint(page, "会议强调").wait_for(state="detached")
        page.keyboard.press("Control+z")
        expect(text).to_have_value(TEXT)
        self.hint(page, "会议强调").locator("[data-speech-take]").click()
        page.locator("[data-speech-undo] button").click()
        expect(text).to_have_value(TEXT)
        self.hint(page, "会议强调").locator("[data-speech-take]").click()
        self.hint(page, "会议强调").wait_for(state="detached")

        self.dismiss(page, "贯彻落实")
        self.assertEqual(violations(page, within=".composer", rules=EVERY_RULE), [])
        page.get_by_role("radio", name=Category.objects.first().name, exact=True).check()
        self.press(page, page.locator("[name=action][value=submit]").last)

        self.assertEqual(PostPage.objects.get().text, TAKEN)
        self.assertEqual(SpeechDismissal.objects.get().reason, REASON)
        self.assertEqual(SpeechFinding.objects.get(phrase="贯彻落实").dismissal_reason, REASON)

        desk = self.sign_in_as(Role.REVIEWER, width=390)
        self.press(desk, desk.locator(".waiting-row__link"))
        hints = desk.locator(".speech-hints")
        self.assertIn("提高政治站位", hints.inner_text())
        self.assertIn(REASON, hints.inner_text())

    def test_wagtails_editor_says_the_same_at_its_side(self):
        page = self.sign_in_as(Role.EDITOR)
        page.goto(f"/cms/pages/add/hall/postpage/{self.unit.pk}/")
        page.locator("#id_text").fill(TEXT)
        page.locator("[data-side-panel-toggle=plain-speech]").click()
        self.open_hints(page)
        self.hint(page, "会议强调").locator("[data-speech-take]").click()
        expect(page.locator("#id_text")).to_have_value(TAKEN)
        self.hint(page, "会议强调").wait_for(state="detached")
        self.dismiss(page, "贯彻落实")
        self.press(page, page.get_by_role("button", name="存草稿"))

        self.assertEqual(PostPage.objects.get().latest_revision.content["text"], TAKEN)
        self.assertEqual(SpeechDismissal.objects.get().words, "贯彻落实")

    def test_without_a_network_it_says_nothing_and_stands_in_nobodys_way(self):
        page = self.sign_in_as(Role.EDITOR)
        text = page.locator("#composer-text")
        text.fill(TEXT)
        page.locator("[data-speech-verdict]").wait_for()
        page.context.set_offline(True)
        text.press_sequentially("好")
        expect(page.locator("[data-speech-shown]")).to_be_empty()
        page.context.set_offline(False)
        text.press_sequentially("的")
        page.locator("[data-speech-verdict]").wait_for()
        self.press(page, page.locator("[name=action][value=draft]").last)
        self.assertEqual(PostPage.objects.get().text, f"{TEXT}好的")
