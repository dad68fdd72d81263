import pytest

from hall.categories import ensure_categories
from hall.models import Category, PostPage
from hall.review.models import ReviewRecord, UrgentRelease
from hall.services import draft_post
from home.services import ensure_portal
from tests.factories import HallDeskFactory, LanePersonFactory, MemberFactory, UnitFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

TEXT = "东埔河段水涨得快，江边一楼的街坊现在就上二楼，电闸先拉掉。"
REASON = "水位一小时涨了四十厘米，等不及审核"
WIDE_AS_THE_SCREEN = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.browser
class UrgentLaneTests(BrowserTestCase):
    """A flood does not wait: somebody releases the warning from a phone, and somebody else looks at it afterwards."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        Category.objects.filter(name="应急").update(levels=2)
        self.unit = UnitFactory(title="河源水务", code="SWJ")
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.editor = MemberFactory(self.unit, Role.EDITOR)
        self.person, self.desk = LanePersonFactory(), HallDeskFactory()
        draft_post(
            unit=self.unit,
            author=self.spokesperson,
            text=TEXT,
            category=Category.objects.get(name="应急"),
        )

    def assertReadable(self, page, context):
        self.assertEqual(violations(page, within=context, rules=EVERY_RULE), [])
        self.assertTrue(page.evaluate(WIDE_AS_THE_SCREEN))

    def test_a_flood_warning_goes_out_from_a_phone_and_is_looked_at_afterwards(self):
        public = self.visit("/")
        self.assertEqual(public.locator(".post-card").count(), 0)

        phone = self.sign_in(self.person, width=390)
        phone.goto("/cms/urgent/")
        self.assertReadable(phone, ".urgent-lane")
        self.press(phone, phone.locator(".urgent-row__link"))
        frame = phone.frame_locator(".review-page__frame")
        self.assertIn(TEXT, frame.locator(".post-card__body").inner_text())
        self.assertReadable(phone, ".urgent-form")
        self.press(phone, phone.locator(".urgent-form button[type=submit]"))
        phone.locator(".form-errors").wait_for()
        phone.locator(".urgent-form textarea").fill(REASON)
        self.press(phone, phone.locator(".urgent-form button[type=submit]"))

        public.reload()
        self.assertIn(TEXT, public.locator(".post-card__body").inner_text())

        for person in [self.editor, self.spokesperson]:
            page = self.sign_in(person, width=390)
            self.press(page, page.locator(".urgent-panel .urgent-row__link"))
            self.assertIn(REASON, page.locator(".urgent-facts").inner_text())
            self.assertEqual(page.locator("[value=close]").count(), 0)
        self.assertTrue(UrgentRelease.objects.get().is_open())

        desk = self.sign_in(self.desk, width=390)
        self.press(desk, desk.locator(".urgent-panel .urgent-row__link"))
        self.assertReadable(desk, ".review-page__side")
        desk.locator("#after-review-comment").fill("打电话核实过")
        self.press(desk, desk.locator("[value=close]"))
        self.assertIn("打电话核实过", desk.locator(".urgent-facts").inner_text())
        desk.goto("/cms/")
        self.assertEqual(desk.locator(".urgent-panel").count(), 0)
        events = list(ReviewRecord.objects.order_by("pk").values_list("event", flat=True))
        self.assertEqual(events, ["released_urgently", "after_reviewed"])
        self.assertTrue(PostPage.objects.get().live)
