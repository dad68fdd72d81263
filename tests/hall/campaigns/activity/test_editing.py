from datetime import timedelta

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import ActivityPage, CampaignPattern, SignUp
from hall.campaigns.patterns import ensure_patterns
from hall.campaigns.services import start_campaign, submit_event
from hall.models import Category
from portal.core.refusals import Refused
from tests.factories import ActivityFactory, MemberFactory, SignUpFactory, UnitFactory
from units.enums import Role

HOUR = timedelta(hours=1)


class EditingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.activity = ActivityFactory(capacity=2)
        cls.organiser = MemberFactory(cls.activity.unit, Role.ORGANISER)

    def test_moments_that_contradict_each_other_are_refused(self):
        page = self.activity
        for field, wrong in {
            "ends_at": page.begins_at - HOUR,
            "closes_at": page.ends_at + HOUR,
            "begins_at": page.opens_at - HOUR,
        }.items():
            page = ActivityPage.objects.get(pk=self.activity.pk)
            setattr(page, field, wrong)
            with self.subTest(field), self.assertRaises(ValidationError):
                page.full_clean()

    def test_sign_up_that_nobody_closes_closes_when_it_begins(self):
        self.activity.closes_at = None
        self.activity.full_clean()

        self.assertEqual(self.activity.closes_at, self.activity.begins_at)

    def test_a_map_is_on_a_safe_address(self):
        for link in ["http://map.example/1", "javascript:alert(1)", "map"]:
            self.activity.map_link = link
            with self.subTest(link), self.assertRaises(ValidationError):
                self.activity.full_clean()

    def test_fewer_places_than_are_taken_are_refused_with_the_number(self):
        for _number in range(2):
            SignUpFactory(self.activity)
        self.client.force_login(self.organiser)

        answer = self.client.post(
            reverse("wagtailadmin_pages:edit", args=[self.activity.pk]), {"capacity": "1", "title": "改名"}
        )

        self.assertContains(answer, "已有 2 个名额报出去了")
        self.assertContains(answer, "改名")

    def test_begun_from_a_pattern_it_asks_for_what_is_missing_before_its_review(self):
        ensure_patterns()
        unit = UnitFactory()
        organiser = MemberFactory(unit, Role.ORGANISER)
        start_campaign(
            unit=unit,
            by=organiser,
            title="一起过中秋",
            hashtag="一起过中秋",
            category=Category.objects.first(),
            opens_at=timezone.now(),
            closes_at=timezone.now() + timedelta(days=9),
            pattern=CampaignPattern.objects.get(name="节日活动"),
        )
        page = ActivityPage.objects.get(live=False)

        with self.assertRaisesMessage(Refused, "请先填好活动的开始时间"):
            submit_event(page_id=page.pk, user=organiser)


class KeepingTests(TestCase):
    def test_what_people_gave_is_kept_until_it_is_over_and_then_removed(self):
        now = timezone.now()
        activity = ActivityFactory(
            keep_days=30,
            closes_at=now + HOUR,
            begins_at=now + timedelta(days=60),
            ends_at=now + timedelta(days=61),
        )
        SignUpFactory(activity)
        remove_participants_data(now + timedelta(days=80))
        self.assertTrue(SignUp.objects.exists())

        remove_participants_data(now + timedelta(days=92))

        self.assertFalse(SignUp.objects.exists())
        activity.seats.refresh_from_db()
        self.assertEqual(activity.seats.taken, 1)
