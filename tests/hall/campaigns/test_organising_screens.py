from django.test import TestCase
from django.urls import reverse

from hall.campaigns.models import CampaignHost, CampaignPage, CampaignPattern, SurveyPage
from hall.campaigns.patterns import ensure_patterns
from hall.models import Category
from tests.factories import CampaignFactory, EventFactory, MemberFactory, UnitFactory
from units.enums import Role


class ScreenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        ensure_patterns()
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源水务")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.stranger = MemberFactory(cls.other, Role.ORGANISER)

    def setUp(self):
        self.client.force_login(self.organiser)

    def words(self, **changed):
        return {
            "pattern": CampaignPattern.objects.get(name="节日活动").pk,
            "unit": self.unit.pk,
            "title": "一起过中秋",
            "hashtag": "#月是河源明#",
            "category": Category.objects.first().pk,
            "opens_at": "2026-09-20T08:00",
            "closes_at": "2026-09-28T18:00",
            **changed,
        }

    def test_a_campaign_is_begun_from_a_pattern(self):
        chosen = self.client.get(reverse("campaigns_new"), {"pattern": self.words()["pattern"]})
        self.assertEqual(chosen.context["form"]["hashtag"].value(), "一起过节")

        answer = self.client.post(reverse("campaigns_new"), self.words())

        campaign = CampaignPage.objects.get()
        self.assertRedirects(answer, reverse("campaigns_one", args=[campaign.pk]))
        self.assertEqual((campaign.title, campaign.hashtag), ("一起过中秋", "月是河源明"))

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        answer = self.client.post(reverse("campaigns_new"), self.words(closes_at="2026-09-01T08:00"))

        self.assertContains(answer, "一起过中秋")
        self.assertIn("closes_at", answer.context["form"].errors)
        self.assertFalse(CampaignPage.objects.exists())

    def test_a_unit_of_others_is_refused(self):
        answer = self.client.post(reverse("campaigns_new"), self.words(unit=self.other.pk))

        self.assertIn("unit", answer.context["form"].errors)
        self.assertFalse(CampaignPage.objects.exists())

    def test_whoever_organises_nothing_finds_the_doors_shut(self):
        campaign = CampaignFactory(unit=self.unit)
        self.client.force_login(MemberFactory(self.unit, Role.EDITOR))
        names = [("campaigns", []), ("campaigns_new", []), ("campaigns_one", [campaign.pk])]
        for name, args in names:
            with self.subTest(name):
                self.assertRedirects(self.client.get(reverse(name, args=args)), reverse("wagtailadmin_home"))

    def test_organisers_of_other_units_neither_see_nor_change_it(self):
        campaign = CampaignFactory(unit=self.unit, title="一起过中秋", live=False)
        self.client.force_login(self.stranger)
        self.assertNotContains(self.client.get(reverse("campaigns")), "一起过中秋")
        for action in ["submit_all", "end", "call_off", "invite"]:
            with self.subTest(action):
                answer = self.client.post(
                    reverse("campaigns_one", args=[campaign.pk]), {"action": action, "page": campaign.pk}
                )
                self.assertRedirects(answer, reverse("wagtailadmin_home"))
        self.assertFalse(CampaignPage.objects.get().workflow_in_progress)

    def test_its_pages_go_for_review_from_one_button(self):
        campaign = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)
        self.client.post(
            reverse("campaigns_one", args=[campaign.pk]), {"action": "submit", "page": campaign.pk}
        )

        self.assertTrue(CampaignPage.objects.get().workflow_in_progress)

    def test_a_draft_that_cannot_go_for_review_says_what_is_missing(self):
        campaign = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)
        EventFactory(SurveyPage, campaign=campaign, live=False)

        page = self.client.get(reverse("campaigns_one", args=[campaign.pk]))
        self.assertContains(page, "请先添加题目。")

    def test_a_page_of_another_campaign_is_not_reached_through_ones_own(self):
        own, foreign = CampaignFactory(unit=self.unit), CampaignFactory(unit=self.other)
        answer = self.client.post(
            reverse("campaigns_one", args=[own.pk]), {"action": "end", "page": foreign.pk}
        )
        self.assertEqual(answer.status_code, 404)
        foreign.entry.refresh_from_db()
        self.assertIsNone(foreign.entry.ended_at)

    def test_an_invitation_is_answered_by_a_spokesperson(self):
        campaign = CampaignFactory(unit=self.unit)
        address = reverse("campaigns_one", args=[campaign.pk])
        self.client.post(address, {"action": "invite", "unit": self.other.pk})
        row = CampaignHost.objects.get()
        self.client.force_login(self.stranger)
        self.client.post(reverse("campaigns_invitations"), {"host": row.pk, "action": "agree"})
        self.assertEqual(campaign.hosts(), [self.unit])

        self.client.force_login(MemberFactory(self.other, Role.REVIEWER))
        self.client.post(reverse("campaigns_invitations"), {"host": row.pk, "action": "agree"})

        self.assertEqual(campaign.hosts(), [self.unit, self.other])

    def test_an_organiser_writes_no_posts(self):
        add = reverse("wagtailadmin_pages:add", args=["hall", "postpage", self.unit.pk])
        self.assertNotEqual(self.client.get(add).status_code, 200)
