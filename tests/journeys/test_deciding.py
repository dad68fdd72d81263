import re
from urllib.parse import urlsplit

import pytest
from django.core import mail

from hall.categories import ensure_categories
from hall.models import PostPage
from hall.review.enums import QuickReason
from hall.review.services import return_post
from hall.services import save_draft, submit_post
from home.services import ensure_portal
from tests.factories import ImageFactory, MemberFactory, SubmittedPostFactory, UnitFactory, step_of
from tests.journeys.accessibility import RULES, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

TEXT = "沿江路南段临时封闭，请绕行建设大道。"
CHANGED = "沿江路南段今晚九点起临时封闭，请绕行建设大道。"
# Neither Wagtail's own furniture nor the frame, which the tests of public pages look at, is this page's.
PARTS = [".review-page", ".decision-bar"]
OVERFLOWING = """(parts) => parts
  .flatMap((part) => [...part.querySelectorAll("*")])
  .filter((part) => !part.closest(".w-sr-only") && part.getBoundingClientRect().right > innerWidth + 1)
  .map((part) => part.className)"""


@pytest.mark.browser
class DecidingTests(BrowserTestCase):
    """A leader decides between two meetings, with one hand, on a phone."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")
        self.editor = MemberFactory(self.unit, Role.EDITOR)
        self.leader, self.colleague = (
            MemberFactory(self.unit, Role.REVIEWER),
            MemberFactory(self.unit, Role.REVIEWER),
        )

    def submitted(self, text=TEXT, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, text=text, **fields)

    def came_back(self):
        """Return a post that the leader returned and the writer changed."""
        post = self.submitted()
        return_post(task_state_id=step_of(post).pk, reviewer=self.leader, reason="从几点开始？请写明。")
        save_draft(
            post_id=post.pk,
            author=self.editor,
            text=CHANGED,
            category=post.category,
            pictures=[(ImageFactory(), "封闭路段的地图")],
        )
        return submit_post(post_id=post.pk, user=self.editor)

    def open(self, user, address, **options):
        """Follow an address on a phone."""
        return self.sign_in(user, address, **{"width": 390, **options})

    def choose(self, page, action):
        self.press(page, page.locator(f"[name=action][value={action}]"))

    def test_the_leader_approves_by_the_link_of_the_mail_and_goes_on_to_the_next(self):
        self.submitted("先审这一条：今晚停水，请存水。")
        link = urlsplit(re.search(r"https?://\S+/review/\d+/", mail.outbox[0].body)[0]).path
        self.submitted("再审这一条：明早义诊，请转告。")
        page = self.open(self.leader, link)
        self.assertEqual(urlsplit(page.url).path, link)
        for button in ["summary", "[value=approve]"]:
            box = page.locator(f".decision-bar {button}").bounding_box()
            self.assertGreaterEqual(box["height"], 44)
            self.assertLess(box["y"] + box["height"], 801)
        self.choose(page, "approve")
        self.assertEqual(PostPage.objects.filter(live=True).count(), 1)
        self.press(page, page.locator(".messages a", has_text="再审这一条"))
        self.choose(page, "approve")
        self.assertEqual(PostPage.objects.filter(live=True).count(), 2)
        self.assertEqual(page.locator(".messages a").count(), 0)

    def test_the_leader_returns_it_the_writer_changes_it_and_the_leader_sees_what(self):
        post = self.submitted()
        page = self.open(self.leader, f"/cms/review/{post.pk}/")
        page.locator(".decision-bar summary").click()
        page.get_by_text(str(QuickReason.WHEN.label), exact=True).click()
        reason = page.locator("#decision-reason")
        self.assertEqual(reason.input_value(), QuickReason.WHEN.label)
        reason.press("End")
        reason.press_sequentially("还有地点。")
        self.choose(page, "return")

        desk = self.open(self.editor, f"/cms/compose/{post.pk}/")
        self.assertIn(f"{QuickReason.WHEN.label}还有地点。", desk.locator("main").inner_text())
        desk.locator("#composer-text").fill(CHANGED)
        self.press(desk, desk.locator("[name=action][value=submit]").last)

        page.goto(f"/cms/review/{post.pk}/")
        self.assertIn("还有地点。", page.locator(".changes__asked").inner_text())
        self.assertIn("今晚九点起", page.locator(".changes__text ins").inner_text())
        self.choose(page, "approve")
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_of_two_at_once_one_decides_and_the_other_reads_who_and_what(self):
        post = self.submitted()
        address = f"/cms/review/{post.pk}/"
        first, second = self.open(self.leader, address), self.open(self.colleague, address)
        second.locator(".decision-bar summary").click()
        second.locator("#decision-reason").fill("写得不清楚")
        self.choose(first, "approve")
        self.choose(second, "return")
        told = second.locator("[role=alert]").inner_text()
        self.assertIn(str(self.leader), told)
        self.assertEqual(second.locator(".decision-bar").count(), 0)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_a_reason_outlives_the_session(self):
        post = self.submitted()
        page = self.open(self.leader, f"/cms/review/{post.pk}/")
        page.locator(".decision-bar summary").click()
        page.locator("#decision-reason").press_sequentially("从几点开始？")
        page.context.clear_cookies(name="sessionid")
        self.choose(page, "return")
        self.pass_the_door(page, self.leader)
        self.assertEqual(page.locator("#decision-reason").input_value(), "从几点开始？")
        self.choose(page, "return")
        self.assertEqual(post.review_records.get(event="returned").comment, "从几点开始？")
        self.assertEqual(
            page.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('review ')).length"), 0
        )

    def test_by_keyboard_escape_closes_the_sheet(self):
        page = self.open(self.leader, f"/cms/review/{self.submitted().pk}/")
        summary = page.locator(".decision-bar summary")
        summary.press("Enter")
        page.wait_for_function("document.activeElement.id === 'decision-reason'")
        page.keyboard.press("Escape")
        self.assertTrue(summary.evaluate("(summary) => summary === document.activeElement"))
        self.assertFalse(page.locator("#decision-reason").is_visible())

    def test_it_works_without_scripts(self):
        post = self.submitted()
        self.client.force_login(self.leader)
        page = self.visit("/healthz", width=390, java_script_enabled=False)
        session = {
            "name": "sessionid",
            "value": self.client.cookies["sessionid"].value,
            "url": self.live_server_url,
        }
        page.context.add_cookies([session])
        page.goto(f"/cms/review/{post.pk}/")
        page.locator(".decision-bar summary").click()
        page.get_by_text(str(QuickReason.WHERE.label), exact=True).click()
        self.choose(page, "return")
        self.assertEqual(post.review_records.get(event="returned").comment, QuickReason.WHERE.label)

    def test_it_keeps_the_rules_of_accessibility_and_fits_every_screen(self):
        address = f"/cms/review/{self.came_back().pk}/"
        page = self.open(self.leader, address)
        for width, scheme, size in [
            (390, "light", 16),
            (390, "dark", 16),
            (320, "light", 24),
            (1280, "light", 16),
        ]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(address)
            page.evaluate("(size) => (document.documentElement.style.fontSize = `${size}px`)", size)
            for state in ["closed", "open"]:
                with self.subTest(width=width, scheme=scheme, size=size, sheet=state):
                    if state == "open":
                        page.locator(".decision-bar summary").click()
                    for part in PARTS:
                        told = violations(page, within=part, rules={**RULES, "iframes": False})
                        self.assertEqual(told, [])
                    self.assertEqual(page.locator(", ".join(PARTS)).evaluate_all(OVERFLOWING), [])
