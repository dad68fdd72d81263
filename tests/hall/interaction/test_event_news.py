from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from hall.campaigns.models import LivePage
from hall.campaigns.services import answer_invitation, call_off, end_event, invite_host
from hall.interaction.digest.services import choose_rhythm, write_digests
from hall.interaction.enums import DigestRhythm
from hall.interaction.following.events import event_news
from hall.interaction.following.services import follow_hashtag, follow_unit
from hall.models import Hashtag
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import (
    CampaignFactory,
    CitizenFactory,
    EventFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role

EIGHT = datetime(2026, 11, 25, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class NewsTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="平安河源")
        self.campaign = self.event(None, "防汛救灾", published_at=EIGHT - 90 * DAY, opens_at=EIGHT - 90 * DAY)
        self.person = self.reader()

    def reader(self):
        person = CitizenFactory()
        choose_rhythm(user=person, rhythm=DigestRhythm.DAILY, now=EIGHT - 30 * DAY)
        follow_unit(unit=self.unit, user=person, now=EIGHT - 30 * DAY)
        return person

    def event(self, campaign, title, *, published_at=EIGHT - HOUR, unit=None, **fields):
        """Make an event that became public at a moment, and is open for long."""
        fields = {"opens_at": EIGHT - 2 * HOUR, "closes_at": EIGHT + 20 * DAY, "title": title, **fields}
        if campaign is None:
            page = CampaignFactory(unit=unit or self.unit, hashtag="防汛不松劲", **fields)
        else:
            page = EventFactory(LivePage, campaign=campaign, **fields)
        Page.objects.filter(pk=page.pk).update(first_published_at=published_at)
        return page

    def letters(self, at=EIGHT):
        OutgoingMail.objects.all().delete()
        write_digests(now=at)
        return list(OutgoingMail.objects.order_by("pk"))


class LetterTests(NewsTestCase):
    def test_an_event_that_became_public_stands_in_the_letter_with_its_address(self):
        event = self.event(self.campaign, "跟着巡堤队走一夜")
        [mail] = self.letters()
        self.assertIn("· 跟着巡堤队走一夜（平安河源）：现在可以参加，到 2026年12月15日 08:00 为止", mail.body)
        self.assertIn(f"http://127.0.0.1:8000{event.url}", mail.body)
        self.assertEqual(mail.subject, "河源微博发布厅（11月25日）：您关注的有活动新消息")
        self.assertIn("List-Unsubscribe", mail.headers)

    def test_it_is_told_once_that_it_is_coming_and_once_that_it_is_on(self):
        self.event(self.campaign, "水库开放日", opens_at=EIGHT + 2 * DAY + HOUR)
        [coming] = self.letters()
        self.assertIn("水库开放日（平安河源）：2026年11月27日 09:00 开放参加", coming.body)
        self.assertEqual(self.letters(EIGHT + DAY), [])
        self.assertEqual(self.letters(EIGHT + 2 * DAY), [])
        [begun] = self.letters(EIGHT + 3 * DAY)
        self.assertIn("水库开放日（平安河源）：现在可以参加", begun.body)
        self.assertEqual(self.letters(EIGHT + 4 * DAY), [])

    def test_posts_come_first_in_the_subject_and_events_stand_before_them(self):
        self.event(self.campaign, "跟着巡堤队走一夜")
        PostFactory(unit=self.unit, text="今晚停水", published_at=EIGHT - HOUR)
        [mail] = self.letters()
        self.assertEqual(mail.subject, "河源微博发布厅（11月25日）：您关注的有 1 条新博文")
        self.assertLess(mail.body.index("巡堤队"), mail.body.index("今晚停水"))

    def test_nothing_is_told_of_what_was_called_off_ended_withdrawn_or_is_over(self):
        organiser = MemberFactory(self.unit, Role.ORGANISER)
        off, ended, hidden = (self.event(self.campaign, title) for title in ["取消", "提前结束", "撤下"])
        call_off(page_id=off.pk, by=organiser, reason="雨太大", now=EIGHT - HOUR)
        end_event(page_id=ended.pk, by=organiser, now=EIGHT - HOUR)
        UnpublishPageAction(hidden).execute(skip_permission_checks=True)
        self.event(self.campaign, "已经结束", closes_at=EIGHT - timedelta(minutes=1))
        self.assertEqual(self.letters(), [])

    def test_who_follows_a_host_or_the_hashtag_hears_of_it_and_nobody_else(self):
        other, stranger = UnitFactory(title="河源水务"), CitizenFactory()
        choose_rhythm(user=stranger, rhythm=DigestRhythm.DAILY, now=EIGHT - 30 * DAY)
        follow_unit(unit=UnitFactory(), user=stranger, now=EIGHT - 30 * DAY)
        of_host, of_topic = CitizenFactory(), CitizenFactory()
        for person in (of_host, of_topic):
            choose_rhythm(user=person, rhythm=DigestRhythm.DAILY, now=EIGHT - 30 * DAY)
        follow_unit(unit=other, user=of_host, now=EIGHT - 30 * DAY)
        tag = Hashtag.objects.create(name="防汛不松劲", slug=Hashtag.fold("防汛不松劲"), use_count=1)
        follow_hashtag(hashtag=tag, user=of_topic, now=EIGHT - 30 * DAY)
        organiser = MemberFactory(self.unit, Role.ORGANISER)
        row = invite_host(campaign=self.campaign, unit=other, by=organiser, now=EIGHT - 9 * DAY)
        self.event(self.campaign, "跟着巡堤队走一夜")
        asked = {mail.to for mail in self.letters() if "巡堤队" in mail.body}
        self.assertEqual(asked, {self.person.email, of_topic.email})

        answer_invitation(
            host_id=row.pk, by=MemberFactory(other, Role.REVIEWER), agrees=True, now=EIGHT - DAY
        )
        [news] = event_news(EIGHT - DAY, EIGHT)
        self.assertTrue(news.is_for({other.pk}, set()))

    def test_the_queries_do_not_grow_with_the_events(self):
        def one_more():
            self.event(self.event(None, "新话题"), "新活动")

        self.assertQueriesDoNotGrow(
            lambda: [one.page.url for one in event_news(EIGHT - DAY, EIGHT)], one_more
        )


class TimelineTests(NewsTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.person)
        self.now = timezone.now()

    def test_the_timeline_shows_what_is_new_and_not_what_is_over(self):
        hour_ago = {"published_at": self.now - HOUR, "opens_at": self.now - HOUR}
        self.event(self.campaign, "跟着巡堤队走一夜", **hour_ago, closes_at=self.now + DAY)
        self.event(self.campaign, "早就结束了", **hour_ago, closes_at=self.now - timedelta(minutes=1))
        page = self.client.get(reverse("me"))
        self.assertContains(page, "您关注的活动")
        self.assertContains(page, "跟着巡堤队走一夜")
        self.assertNotContains(page, "早就结束了")

    def test_who_follows_nobody_sees_no_events_of_others(self):
        self.event(
            self.campaign, "跟着巡堤队走一夜", published_at=self.now, opens_at=self.now - HOUR, closes_at=None
        )
        self.client.force_login(CitizenFactory())
        self.assertNotContains(self.client.get(reverse("me")), "跟着巡堤队走一夜")

    def test_earlier_pages_repeat_no_events(self):
        self.event(
            self.campaign, "跟着巡堤队走一夜", published_at=self.now, opens_at=self.now - HOUR, closes_at=None
        )
        earlier = self.client.get(reverse("me"), {"before": f"{int(self.now.timestamp() * 1_000_000)}-1"})
        self.assertNotContains(earlier, "跟着巡堤队走一夜")
