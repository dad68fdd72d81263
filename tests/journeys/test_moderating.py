from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hall.categories import ensure_categories
from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import Comment, SpeakerBlock
from home.services import ensure_portal
from tests.factories import CitizenFactory, CommentFactory, MemberFactory, PostFactory, UnitFactory
from tests.journeys.accessibility import violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390
FITS = "document.documentElement.scrollWidth <= innerWidth"
FOCUSED = "document.activeElement.id"
HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN


@pytest.mark.browser
class ModeratingTests(BrowserTestCase):
    """Somebody of the unit looks at comments with two thumbs, with the keys, and without scripts."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")
        self.editor = MemberFactory(self.unit, Role.EDITOR)
        post = PostFactory(unit=self.unit)
        now = timezone.now()
        self.comments = [
            CommentFactory(
                page=post,
                state=HELD,
                author=CitizenFactory(),
                name=f"街坊{number}",
                text=f"第{number}条：加 微 信" if number == 0 else f"第{number}条评论",
                held_because=HeldBecause.WORD if number == 0 else HeldBecause.RULE,
                held_word="加微信" if number == 0 else "",
                created_at=now - timedelta(minutes=30 - number),
            )
            for number in range(4)
        ]

    def open_queue(self, **options):
        page = self.visit_as(self.editor, "/cms/comments/", **{"width": PHONE, **options})
        page.wait_for_selector(".moderation")
        return page

    def states(self):
        return list(Comment.objects.order_by("pk").values_list("state", flat=True))

    def line(self, page, number):
        return page.locator(f"#comment-{self.comments[number].pk}")

    def test_two_thumbs_decide_and_take_back(self):
        page = self.open_queue()
        self.assertEqual(page.locator(".queue-comment__text mark").inner_text(), "加 微 信")
        self.press(page, self.line(page, 1).locator("[data-key=show]"))
        self.assertEqual(self.states(), [HELD, SHOWN, HELD, HELD])
        self.press(page, page.locator("[data-key=undo]"))
        self.assertEqual(self.states(), [HELD] * 4)

        line = self.line(page, 0)
        line.locator("[data-key=hide] > summary").click()
        self.assertFalse(line.locator("[data-key=show]").is_visible())
        line.locator(".queue-comment__fields").get_by_text("属于广告。").click()
        self.assertIn("属于广告。", line.locator("textarea[name=reason]").first.input_value())
        self.assertTrue(page.evaluate(FITS))
        self.assertEqual(violations(page), [])
        self.press(page, line.locator("button[value=hide]"))
        self.assertEqual(Comment.objects.get(pk=self.comments[0].pk).hidden_reason, "属于广告。")

    def test_the_keys_work_in_the_list_only(self):
        page = self.open_queue(width=1280)
        page.locator("#id_words").focus()
        page.keyboard.type("ahx")
        self.assertEqual(page.locator("#id_words").input_value(), "ahx")
        self.assertEqual(self.states(), [HELD] * 4)

        self.line(page, 0).focus()
        page.keyboard.press("j")
        self.assertEqual(page.evaluate(FOCUSED), f"comment-{self.comments[1].pk}")
        with page.expect_navigation():
            page.keyboard.press("a")
        self.assertEqual(self.states(), [HELD, SHOWN, HELD, HELD])
        # The focus is on the comment that took its place.
        self.assertEqual(page.evaluate(FOCUSED), f"comment-{self.comments[2].pk}")
        page.keyboard.press("x")
        self.assertTrue(self.line(page, 2).locator("[data-tick]").is_checked())
        page.keyboard.press("k")
        page.keyboard.press("h")
        page.keyboard.type("与停水无关。")
        self.assertEqual(
            self.line(page, 0).locator("textarea[name=reason]").first.input_value(), "与停水无关。"
        )
        page.keyboard.press("Escape")
        self.line(page, 0).focus()
        page.keyboard.press("?")
        self.assertTrue(page.locator("[data-keys-switch]").is_visible())
        page.locator("[data-keys-switch]").uncheck()
        self.line(page, 0).focus()
        page.keyboard.press("x")
        self.assertFalse(self.line(page, 0).locator("[data-tick]").is_checked())

    def test_taking_back_with_the_keys_leads_back_to_where_one_was(self):
        page = self.open_queue(width=1280)
        self.line(page, 1).focus()
        for key, states, focused in [("a", [HELD, SHOWN, HELD, HELD], 2), ("u", [HELD] * 4, 1)]:
            with page.expect_navigation():
                page.keyboard.press(key)
            self.assertEqual(self.states(), states)
            self.assertEqual(page.evaluate(FOCUSED), f"comment-{self.comments[focused].pk}")

    def test_what_is_ticked_is_decided_in_sight_and_one_goes_on_where_one_was(self):
        for width in [PHONE, 1280]:
            Comment.objects.update(state=HELD, shown_at=None, decided_by=None, decided_at=None)
            page = self.open_queue(width=width)
            for number in [0, 1]:
                self.line(page, number).locator("[data-tick]").check()
            self.line(page, 2).focus()
            show = page.locator("#bulk button[value=show]")
            expect(show).to_be_in_viewport()
            self.press(page, show)
            self.assertEqual(self.states(), [SHOWN, SHOWN, HELD, HELD])
            self.assertEqual(page.evaluate(FOCUSED), f"comment-{self.comments[2].pk}")
            expect(page.locator("[data-key=undo]")).to_be_in_viewport()
            page.context.close()

    def test_without_a_reason_the_field_for_it_has_the_focus(self):
        page = self.open_queue()
        self.line(page, 0).locator("[data-tick]").check()
        page.locator("#bulk summary").click()
        self.press(page, page.locator("#bulk button[value=hide]"))
        self.assertEqual(page.evaluate(FOCUSED), "bulk-reason")
        expect(page.locator("#bulk-reason")).to_be_in_viewport()
        self.assertTrue(page.evaluate(FITS))
        self.assertEqual(violations(page), [])

    def test_many_are_hidden_and_their_writers_blocked(self):
        page = self.open_queue()
        page.locator("[data-tick-all]").click()
        self.assertIn("4", page.locator("[data-ticked]").inner_text())
        self.line(page, 3).locator("[data-tick]").uncheck()
        bulk = page.locator("#bulk")
        bulk.locator("summary").click()
        bulk.locator("textarea").fill("广告，请勿再发。")
        self.press(page, bulk.locator("button[value=hide]"))
        self.assertEqual(self.states(), [HIDDEN, HIDDEN, HIDDEN, HELD])

        self.line(page, 3).locator("[data-tick]").check()
        bulk.locator("summary").click()
        bulk.locator("textarea").fill("广告，请勿再发。")
        self.press(page, bulk.locator("button[value=block]"))
        self.assertEqual(SpeakerBlock.objects.get().user, self.comments[3].author)
        self.press(page, page.locator("[data-key=undo]"))
        self.assertIsNotNone(SpeakerBlock.objects.get().lifted_at)

    def test_without_scripts_it_works_too(self):
        page = self.open_queue(java_script_enabled=False)
        line = self.line(page, 0)
        line.locator("[data-key=hide] > summary").click()
        line.locator(".queue-comment__fields").get_by_text("属于广告。").click()
        self.press(page, line.locator("button[value=hide]"))
        self.line(page, 1).locator("[data-tick]").check()
        self.line(page, 2).locator("[data-tick]").check()
        self.press(page, page.locator("#bulk > button[value=show]"))
        self.assertEqual(self.states(), [HIDDEN, SHOWN, SHOWN, HELD])
        self.press(page, page.locator("[data-key=undo]"))
        self.assertEqual(self.states(), [HIDDEN, HELD, HELD, HELD])
