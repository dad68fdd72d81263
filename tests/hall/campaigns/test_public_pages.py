from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hall.campaigns.enums import HostState
from hall.campaigns.models import CampaignHost, TopicPage
from tests.factories import CampaignFactory, EventFactory, PostFactory, UnitFactory

HOUR = timedelta(hours=1)


class CampaignPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.campaign = CampaignFactory(unit=cls.unit, title="防汛救灾", hashtag="防汛不松劲")

    def test_posts_of_all_units_under_its_hashtag_are_one_stream(self):
        PostFactory(unit=UnitFactory(), text="水位退了。#防汛不松劲#")
        PostFactory(unit=UnitFactory(), text="公园开放。#周末去哪儿#")

        page = self.client.get(self.campaign.url)

        self.assertContains(page, "水位退了。")
        self.assertNotContains(page, "公园开放。")

    def test_it_names_its_hosts(self):
        other = UnitFactory(title="河源水务")
        CampaignHost.objects.create(
            campaign=self.campaign,
            unit=other,
            state=HostState.HOSTING,
            invited_at=timezone.now(),
            answered_at=timezone.now(),
        )
        page = self.client.get(self.campaign.url)

        self.assertContains(page, "平安河源")
        self.assertContains(page, "河源水务")

    def test_its_words_are_text_and_nothing_else(self):
        self.campaign.introduction = "<script>alert(1)</script>加油 #防汛不松劲#"
        self.campaign.save_revision().publish(skip_permission_checks=True)

        page = self.client.get(self.campaign.url)

        self.assertNotContains(page, "<script>alert")
        self.assertContains(page, "&lt;script&gt;")

    def test_results_show_from_the_end_on(self):
        self.campaign.results = "共收到图片三百张。"
        self.campaign.save_revision().publish(skip_permission_checks=True)
        self.assertNotContains(self.client.get(self.campaign.url), "共收到图片三百张。")

        self.campaign.closes_at = timezone.now() - timedelta(minutes=1)
        self.campaign.save_revision().publish(skip_permission_checks=True)

        self.assertContains(self.client.get(self.campaign.url), "共收到图片三百张。")

    def test_a_draft_is_nobodys_to_read(self):
        draft = CampaignFactory(unit=self.unit, live=False)

        self.assertEqual(self.client.get(draft.url).status_code, 404)
        self.assertNotContains(self.client.get("/campaigns/"), draft.title)

    def test_an_event_names_no_campaign_that_is_not_public(self):
        draft = CampaignFactory(unit=self.unit, live=False, title="还在起草")
        event = EventFactory(TopicPage, campaign=draft, title="今天聊聊")

        page = self.client.get(event.url)

        self.assertContains(page, "今天聊聊")
        self.assertNotContains(page, "还在起草")

    def test_it_can_be_shared(self):
        self.assertContains(self.client.get(f"/share/{self.campaign.pk}/"), "平安河源：防汛救灾")

    def test_it_is_the_same_for_everyone_and_sets_no_cookie(self):
        page = self.client.get(self.campaign.url)

        self.assertFalse(page.cookies)
        self.assertIn("public", page["Cache-Control"])


class ListTests(TestCase):
    def test_each_phase_has_its_tab(self):
        now = timezone.now()
        CampaignFactory(title="正在办的")
        CampaignFactory(title="还没开始的", opens_at=now + HOUR, closes_at=now + 2 * HOUR)
        CampaignFactory(title="办完了的", opens_at=now - 2 * HOUR, closes_at=now - HOUR)

        for view, title in [("open", "正在办的"), ("upcoming", "还没开始的"), ("closed", "办完了的")]:
            with self.subTest(view):
                page = self.client.get("/campaigns/", {"view": view})
                titles = [entry.page.title for entry in page.context["feed"].entries]
                self.assertEqual(titles, [title])

    def test_odd_addresses_show_what_is_open(self):
        for query in ["view=%00", "kind=nothing", "before=-1-x", "view=open&kind=live"]:
            with self.subTest(query):
                self.assertEqual(self.client.get(f"/campaigns/?{query}").status_code, 200)

    def test_queries_do_not_grow(self):
        CampaignFactory()
        self.client.get("/campaigns/")
        with CaptureQueriesContext(connection) as before:
            self.client.get("/campaigns/")
        for _number in range(5):
            CampaignFactory()
        with self.assertNumQueries(len(before)):
            self.client.get("/campaigns/")

    def test_the_front_page_and_the_pages_of_its_hosts_show_what_is_on(self):
        unit = UnitFactory()
        campaign = CampaignFactory(unit=unit, title="客家山歌大家唱")

        self.assertContains(self.client.get("/"), "客家山歌大家唱")
        self.assertContains(self.client.get(unit.url), "客家山歌大家唱")
        self.assertNotContains(self.client.get(UnitFactory().url), campaign.title)
