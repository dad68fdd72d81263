from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hall.campaigns.models import EventReminder, InterviewPage, LivePage
from hall.campaigns.reminding.letters import REMINDERS
from hall.campaigns.reminding.services import ask_reminder
from hall.categories import ensure_categories
from hall.interaction.following.services import follow_unit
from home.services import ensure_portal
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CitizenFactory,
    EventFactory,
    MemberFactory,
    QuestionFactory,
    SignUpFactory,
    UnitFactory,
)
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

PHONE = 390


@pytest.mark.browser
class EventCoreTests(BrowserTestCase):
    """An organiser looks what waits, and a resident is reminded of an event and finds it again, both on a phone."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        now = timezone.now()
        self.unit = UnitFactory(title="河源文旅", code="WLJ")
        self.organiser = MemberFactory(self.unit, Role.ORGANISER)
        self.person = CitizenFactory()
        campaign = CampaignFactory(unit=self.unit, title="万绿湖的冬天")
        self.activity = ActivityFactory(campaign=campaign, title="湖边徒步")
        for _number in range(3):
            SignUpFactory(self.activity)
        interview = EventFactory(
            InterviewPage, campaign=campaign, title="护林员说湖", closes_at=now + timedelta(hours=9)
        )
        self.question = QuestionFactory(event=interview)
        self.coming = EventFactory(
            LivePage, campaign=campaign, title="看候鸟", opens_at=now + timedelta(days=1)
        )

    def test_an_organiser_goes_from_what_waits_to_where_it_is_done(self):
        page = self.visit_as(self.organiser, reverse("wagtailadmin_home"), width=PHONE)
        expect(page.get_by_role("heading", name="您的活动：等您处理的")).to_be_visible()
        self.press(page, page.get_by_role("link", name="去看您的活动"))

        expect(page.get_by_role("img", name="14 天里共 3 人次，最多一天 3 人次")).to_be_visible()
        expect(page.get_by_text("还有 8 小时")).to_be_visible()
        self.press(page, page.get_by_role("link", name="即将开始"))
        expect(page.get_by_role("link", name="看候鸟", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="湖边徒步", exact=True)).to_be_hidden()

        page.goto(reverse("campaigns"))
        self.press(page, page.get_by_role("link", name="1 个提问等主持人处理"))
        expect(page.get_by_text(self.question.text).first).to_be_visible()

    def test_a_resident_is_reminded_with_one_press_and_finds_it_again(self):
        page = self.visit_as(self.person, self.coming.url, width=PHONE)
        place = page.locator(f"[data-personal='{reverse('my_reminder', args=[self.coming.pk])}']")
        place.get_by_role("button", name="开始时提醒我").press("Enter")
        expect(place.get_by_text("已设提醒")).to_be_visible()
        self.assertTrue(EventReminder.objects.filter(page=self.coming, person=self.person).exists())

        page.goto(reverse("me_events"))
        self.press(page, page.get_by_role("link", name="设了提醒"))
        self.press(page, page.get_by_role("button", name="不用提醒了"))
        expect(page.get_by_role("button", name="开始时提醒我")).to_be_visible()
        self.assertFalse(EventReminder.objects.exists())

    def test_it_needs_no_script(self):
        page = self.visit_as(self.person, self.coming.url, width=PHONE, java_script_enabled=False)
        self.press(page, page.get_by_role("link", name="开始时提醒我"))
        self.press(page, page.get_by_role("button", name="开始时提醒我"))
        expect(page.get_by_role("button", name="不用提醒了")).to_be_visible()

        page.goto(REMINDERS.address(self.person))
        self.press(page, page.get_by_role("button", name="停止提醒"))
        expect(page.get_by_role("heading", name="不会再提醒您了")).to_be_visible()

    def test_every_screen_keeps_the_rules_of_accessibility(self):
        now = timezone.now()
        SignUpFactory(self.activity, person=self.person)
        follow_unit(unit=self.unit, user=self.person, now=now)
        ask_reminder(page_id=self.coming.pk, person=self.person, now=now)
        own = [reverse(name) for name in ("me", "me_events")]
        own += [reverse("remind_me", args=[self.coming.pk]), self.coming.url, REMINDERS.address(self.person)]
        screens = [reverse("campaigns"), f"{reverse('campaigns')}?view=closed"]
        for scheme in ("light", "dark"):
            options = {"width": PHONE, "color_scheme": scheme, "reduced_motion": "reduce"}
            staff = self.visit_as(self.organiser, **options)
            citizen = self.visit_as(self.person, **options)
            for page, addresses in [(staff, screens), (citizen, own)]:
                for address in addresses:
                    with self.subTest(address, scheme=scheme):
                        page.goto(address, wait_until="networkidle")
                        self.assertEqual(violations(page), [])
                        self.assertEqual(page.evaluate(STICKING_OUT), [])
