from datetime import timedelta
from unittest.mock import patch

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hall.campaigns.live import standing
from hall.campaigns.live.services import correct_entry, take_back_entry, write_entry
from hall.campaigns.services import end_event
from tests.factories import CampaignFactory, LiveEntryFactory, LiveFactory, MemberFactory
from units.enums import Role


class PollingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.live = LiveFactory(title="江边巡堤直播")
        cls.organiser = MemberFactory(cls.live.unit, Role.ORGANISER)
        cls.first = LiveEntryFactory(cls.live, text="巡堤开始。")

    def setUp(self):
        # The half second in which nobody is asked again lasts as long as a test may need.
        self.enterContext(patch.object(standing, "KEPT_SECONDS", 600))
        cache.clear()
        self.addCleanup(cache.clear)

    def poll(self, change=1, **headers):
        return self.client.get(f"/live/{self.live.pk}/after/{change}/", **headers)

    def write(self, text):
        with self.captureOnCommitCallbacks(execute=True):
            return write_entry(
                event_id=self.live.pk, by=self.organiser, text=text, token=text, now=timezone.now()
            )

    def test_a_poll_without_news_asks_the_database_nothing(self):
        tag = self.poll()["ETag"]
        with self.assertNumQueries(0):
            answer = self.poll(headers={"If-None-Match": tag})

        self.assertEqual((answer.status_code, answer.content), (304, b""))

    def test_readers_who_lack_the_same_are_answered_from_one_reading(self):
        self.write("管涌已处置。")
        self.assertContains(self.poll(), "管涌已处置。")
        with self.assertNumQueries(0):
            self.assertContains(self.poll(), "管涌已处置。")

    def test_shared_caches_may_answer_for_a_second(self):
        tag = self.poll()["ETag"]
        for answer in [self.poll(), self.poll(headers={"If-None-Match": tag})]:
            with self.subTest(answer.status_code):
                self.assertEqual(answer["Cache-Control"], "public, max-age=0, s-maxage=1")
                self.assertEqual(answer["ETag"], tag)
                self.assertNotIn("Cookie", answer.get("Vary", ""))
                self.assertFalse(answer.cookies)

    def test_it_is_the_same_for_who_is_signed_in(self):
        anonymous = self.poll()
        self.client.force_login(self.organiser)
        with self.assertNumQueries(0):
            known = self.poll()
        self.assertEqual(known.content, anonymous.content)

    def test_it_brings_what_came_after_and_nothing_else(self):
        self.write("管涌已处置。")

        answer = self.poll()

        self.assertContains(answer, "管涌已处置。")
        self.assertNotContains(answer, "巡堤开始。")
        self.assertContains(answer, 'data-live-change="2"')

    def test_a_new_entry_ends_what_was_known(self):
        tag = self.poll()["ETag"]
        self.write("管涌已处置。")

        self.assertContains(self.poll(headers={"If-None-Match": tag}), "管涌已处置。")

    def test_it_brings_what_was_corrected_or_taken_back(self):
        with self.captureOnCommitCallbacks(execute=True):
            entry = correct_entry(
                entry=self.first,
                by=self.organiser,
                text="巡堤六点开始。",
                is_important=False,
                seen=1,
                now=timezone.now(),
            )
        self.assertContains(self.poll(), "巡堤六点开始。")
        with self.captureOnCommitCallbacks(execute=True):
            take_back_entry(entry=entry, by=self.organiser, reason="时间有误", seen=2, now=timezone.now())
        answer = self.poll(change=2)
        self.assertContains(answer, "时间有误")
        self.assertNotContains(answer, "巡堤六点开始。")

    def test_what_the_cache_has_forgotten_is_read_from_the_database(self):
        tag = self.poll()["ETag"]
        LiveEntryFactory(self.live, text="另一台机器写下的话")
        self.assertEqual(self.poll(headers={"If-None-Match": tag}).status_code, 304)

        cache.clear()

        self.assertContains(self.poll(headers={"If-None-Match": tag}), "另一台机器写下的话")

    def test_the_end_is_told(self):
        end_event(page_id=self.live.pk, by=self.organiser, now=timezone.now())
        cache.clear()

        self.assertContains(self.poll(), 'data-live-phase="closed"')

    def test_the_end_by_the_clock_is_told_without_the_database(self):
        tag = self.poll()["ETag"]
        later = timezone.now() + timedelta(days=30)
        with self.assertNumQueries(0), patch("django.utils.timezone.now", return_value=later):
            answer = self.poll(headers={"If-None-Match": tag})
        self.assertContains(answer, 'data-live-phase="closed"')

    def test_whoever_was_away_for_long_is_told_of_the_gap(self):
        for number in range(51):
            LiveEntryFactory(self.live, text=f"第{number}次巡查")

        answer = self.poll()

        self.assertContains(answer, "data-number", count=50)
        self.assertContains(answer, "第50次巡查")
        self.assertContains(answer, self.live.url)

    def test_it_costs_the_same_for_one_entry_or_many(self):
        self.write("一")
        with CaptureQueriesContext(connection) as before:
            self.poll()
        for text in "二三四五六":
            self.write(text)
        with self.assertNumQueries(len(before)):
            self.poll()

    def test_it_speaks_the_language_of_the_address(self):
        LiveEntryFactory(self.live, is_important=True)
        address = f"/live/{self.live.pk}/after/1/"
        self.assertContains(self.client.get(address), "重要")
        self.assertContains(self.client.get(address + "?language=en"), "Important")
        self.assertEqual(self.client.get(address + "?language=xx")["Content-Language"], "zh-hans")

    def test_nothing_else_answers(self):
        draft = LiveFactory(live=False)
        for address in [
            f"/live/{draft.pk}/after/0/",
            f"/live/{CampaignFactory().pk}/after/0/",
            f"/live/{'9' * 30}/after/0/",
            f"/live/{self.live.pk}/after/-1/",
        ]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.post(f"/live/{self.live.pk}/after/0/").status_code, 405)

    def test_a_change_beyond_all_is_none(self):
        answer = self.poll(change="9" * 30)
        self.assertContains(answer, 'data-live-change="1"')
        self.assertNotContains(answer, "data-number")

    def test_a_report_taken_offline_answers_no_more(self):
        self.live.unpublish()
        self.assertEqual(self.poll().status_code, 404)
