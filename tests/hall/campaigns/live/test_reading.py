import re
from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hall.campaigns.services import end_event
from tests.factories import ImageFactory, LiveEntryFactory, LiveFactory, MemberFactory
from units.enums import Role

HOUR = timedelta(hours=1)


class LivePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.live = LiveFactory(title="江边巡堤直播")

    def numbers(self, address=None):
        page = self.client.get(address or self.live.url)
        return [int(number) for number in re.findall(r'data-number="(\d+)"', page.content.decode())]

    def end(self):
        organiser = MemberFactory(self.live.unit, Role.ORGANISER)
        end_event(page_id=self.live.pk, by=organiser, now=timezone.now())

    def test_while_it_is_open_the_newest_stands_first(self):
        for _number in range(3):
            LiveEntryFactory(self.live)

        self.assertEqual(self.numbers(), [3, 2, 1])

    def test_after_the_end_it_is_read_in_order(self):
        for _number in range(3):
            LiveEntryFactory(self.live)
        self.end()

        self.assertEqual(self.numbers(), [1, 2, 3])
        self.assertNotContains(self.client.get(self.live.url), "data-live=")

    def test_the_way_leads_to_every_entry_both_while_it_is_open_and_after(self):
        for _number in range(105):
            LiveEntryFactory(self.live)
        every = list(range(1, 106))
        self.assertEqual(self.walk("before"), every[::-1])
        self.end()
        self.assertEqual(self.walk("after"), every)

    def walk(self, way):
        address, found = self.live.url, []
        while address:
            words = self.client.get(address).content.decode()
            found += [int(number) for number in re.findall(r'data-number="(\d+)"', words)]
            onwards = re.search(rf'href="(\?{way}=\d+)#live"', words)
            address = self.live.url + onwards[1] if onwards else None
        return found

    def test_odd_addresses_show_the_newest(self):
        LiveEntryFactory(self.live)
        for query in ["before=x", "before=-1", "after=x", "before=%00"]:
            with self.subTest(query):
                self.assertEqual(self.numbers(f"{self.live.url}?{query}"), [1])

    def test_open_pages_know_from_where_to_ask(self):
        LiveEntryFactory(self.live, change=7)

        page = self.client.get(self.live.url)

        self.assertContains(page, f'data-live="/live/{self.live.pk}/after/" data-change="7"')
        self.assertNotContains(self.client.get(f"{self.live.url}?before=9"), "data-live=")

    def test_before_the_beginning_it_says_so_and_asks_already(self):
        live = LiveFactory(opens_at=timezone.now() + HOUR, closes_at=None)

        page = self.client.get(live.url)

        self.assertContains(page, "直播开始后")
        self.assertContains(page, "data-live=")

    def test_mentions_and_hashtags_become_links(self):
        LiveEntryFactory(self.live, text=f"#防汛不松劲# 请看 @{self.live.unit.title}")

        self.assertContains(self.client.get(self.live.url), f'href="{self.live.unit.url}"')

    def test_queries_do_not_grow(self):
        LiveEntryFactory(self.live, image=ImageFactory())
        self.client.get(self.live.url)
        with CaptureQueriesContext(connection) as before:
            self.client.get(self.live.url)
        few = len(before)
        for _number in range(5):
            LiveEntryFactory(self.live, image=ImageFactory())
        self.client.get(self.live.url)
        with self.assertNumQueries(few):
            self.client.get(self.live.url)

    def test_it_is_the_same_for_everyone_and_sets_no_cookie(self):
        page = self.client.get(self.live.url)

        self.assertFalse(page.cookies)
        self.assertIn("public", page["Cache-Control"])
