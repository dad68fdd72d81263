from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from hall.categories import ensure_categories
from hall.models import PostPage
from hall.review.models import JointRelease, StuckRelease
from hall.review.releases.times import set_time
from home.services import ensure_portal
from portal.core.models import DutyRun
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

NAMES = ["平安河源", "河源教育", "河源交通"]


@pytest.mark.browser
class JointReleaseTests(BrowserTestCase):
    """A festival greeting of three units: written once, approved by each, public at one instant."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.units = [UnitFactory(title=name) for name in NAMES]
        self.desk = HallDeskFactory()
        self.spokespersons = [MemberFactory(unit, Role.REVIEWER) for unit in self.units]

    def choose(self, page, action):
        self.press(page, page.locator(f"[name=action][value={action}]:visible").first)

    def prepare(self, page):
        """Let the desk prepare the greeting for tomorrow, with a draft of each unit, and submit them all."""
        page.goto("/cms/releases/")
        self.press(page, page.get_by_role("link", name="安排联合发布"))
        page.locator("[name=name]").fill("中秋问候")
        tomorrow = timezone.localtime() + timedelta(days=1)
        page.locator("[name=goes_out_at]").fill(tomorrow.strftime("%Y-%m-%dT08:00"))
        self.press(page, page.get_by_role("button", name="下一步"))
        page.locator("[name=draft-text]").fill("#中秋快乐# {单位}祝街坊们团团圆圆。")
        page.locator("[name=draft-category]").first.check()
        for unit in self.units:
            page.locator(f"[name=draft-units][value='{unit.pk}']").check()
        self.choose(page, "draft")
        self.choose(page, "submit")

    def let_the_instant_come(self):
        """Bring the chosen hour to this very moment, and the clock to its next round."""
        now = timezone.now()
        JointRelease.objects.update(goes_out_at=now)
        for post in PostPage.objects.all():
            set_time(page=post, moment=now)
        DutyRun.objects.all().delete()
        call_command("keep_time", once=True)

    def test_the_public_sees_all_of_it_together_and_what_failed_is_told_and_retried(self):
        desk = self.sign_in(self.desk)
        self.prepare(desk)
        self.assertIn("3 待审", desk.locator(".releases").inner_text())

        for spokesperson in self.spokespersons:
            phone = self.sign_in(spokesperson, width=390)
            self.press(phone, phone.locator(".waiting-row__link"))
            self.assertIn("发布", phone.locator(".release-hour").inner_text())
            self.choose(phone, "approve")
        desk.reload()
        self.assertIn("3 就绪", desk.locator(".releases").inner_text())
        self.assertEqual(self.visit("/hall/").locator(".post-card").count(), 0)

        self.units[2].refresh_from_db()
        self.units[2].unpublish()
        self.let_the_instant_come()
        self.assertEqual(self.visit("/hall/").locator(".post-card").count(), 2)

        desk.goto("/cms/releases/")
        self.assertIn("这个单位已经下线", desk.locator(".release-line__reason").inner_text())
        self.units[2].get_latest_revision().publish(skip_permission_checks=True)
        phone = self.sign_in(self.spokespersons[2], width=390)
        phone.goto("/cms/releases/")
        self.press(phone, phone.get_by_role("link", name="去处理"))
        self.choose(phone, "retry")
        self.assertFalse(StuckRelease.objects.exists())
        self.assertEqual(self.visit("/hall/").locator(".post-card").count(), 3)

    def test_a_writer_chooses_an_hour_on_a_telephone(self):
        editor = MemberFactory(self.units[0])
        page = self.sign_in(editor, width=390)
        hour = page.locator("[name=go_live_at]")
        self.assertFalse(hour.is_visible())
        page.get_by_label("定时", exact=True).check()
        tomorrow = timezone.localtime() + timedelta(days=1)
        hour.fill(tomorrow.strftime("%Y-%m-%dT07:30"))
        page.locator("#composer-text").fill("明早七点半护学。")
        page.locator("[name=category]").first.check()
        self.choose(page, "submit")
        post = PostPage.objects.get()
        self.assertEqual(timezone.localtime(post.go_live_at).strftime("%H:%M"), "07:30")
