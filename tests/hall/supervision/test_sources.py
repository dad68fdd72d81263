from datetime import UTC, datetime, timedelta

from django.test import override_settings

from hall.supervision.models import OpinionItem, OpinionSource
from hall.supervision.opinion.enums import Trouble
from hall.supervision.opinion.feeds import entries_of
from hall.supervision.opinion.fetching import Fetched
from hall.supervision.opinion.sources import keep_entries, read_now, read_source, read_sources
from home.services import ensure_portal
from portal.core.refusals import Refused
from tests.factories import CityOfficeFactory, HallDeskFactory
from tests.factories.opinion import SourceFactory
from tests.hall.supervision.feed_server import Handler, ServedCase

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@override_settings(OPINION_READS_INSIDE=True)
class SourceTests(ServedCase):
    """Each source is read at its own pace, once, and says what is wrong with it."""

    def test_reads_what_is_due_and_takes_nothing_twice(self):
        source = self.source("rss")
        SourceFactory(is_on=False)
        self.assertEqual(read_sources(NOW), 2)
        self.assertEqual(read_sources(NOW + timedelta(minutes=29)), 0)
        self.assertEqual(len(Handler.seen), 1)
        self.assertEqual(read_sources(NOW + timedelta(minutes=30)), 0)
        self.assertEqual(Handler.seen[1]["If-None-Match"], '"1"')
        source.refresh_from_db()
        self.assertEqual(source.fetched_at, NOW + timedelta(minutes=30))
        self.assertEqual([item.events.count() for item in OpinionItem.objects.all()], [1, 1])

    def test_waits_longer_after_each_failure_and_begins_anew_when_it_is_read(self):
        source = self.source("page")
        for failures, minutes in [(1, 60), (2, 120), (3, 240)]:
            read_source(source, NOW)
            source.refresh_from_db()
            self.assertEqual((source.failures, source.trouble), (failures, Trouble.HTML))
            self.assertEqual(source.next_at, NOW + timedelta(minutes=minutes))
        OpinionSource.objects.update(address=f"{self.base}/rss")
        source.refresh_from_db()
        read_source(source, NOW)
        source.refresh_from_db()
        self.assertEqual((source.failures, source.trouble), (0, ""))

    def test_is_read_at_once_by_the_desk_and_not_twice_in_a_minute(self):
        source, desk = self.source("rss", next_at=NOW + timedelta(hours=9)), HallDeskFactory()
        self.assertEqual(read_now(source_id=source.pk, by=desk, now=NOW), 2)
        with self.assertRaisesMessage(Refused, "一分钟"):
            read_now(source_id=source.pk, by=desk, now=NOW + timedelta(seconds=59))
        self.assertEqual(read_now(source_id=source.pk, by=desk, now=NOW + timedelta(minutes=1)), 0)
        with self.assertRaises(Refused):
            read_now(source_id=source.pk, by=CityOfficeFactory(), now=NOW + timedelta(hours=1))

    def test_another_address_is_read_anew(self):
        ensure_portal()
        source = self.source("rss", failures=4, trouble=Trouble.HTML, etag='"1"', next_at=NOW, tried_at=NOW)
        self.client.force_login(HallDeskFactory())
        typed = {
            "name": source.name,
            "address": source.address,
            "kind": "forum",
            "every": "60",
            "is_on": "on",
        }
        self.client.post(source.edit_address, typed)
        source.refresh_from_db()
        self.assertEqual((source.every, source.failures, source.etag), (60, 4, '"1"'))
        self.client.post(source.edit_address, {**typed, "address": f"{self.base}/packed"})
        source.refresh_from_db()
        self.assertEqual((source.failures, source.trouble, source.etag, source.next_at), (0, "", "", None))

    def test_one_that_was_deleted_meanwhile_stops_no_other(self):
        source = self.source("rss")
        OpinionSource.objects.all().delete()
        self.assertEqual(read_source(source, NOW), 0)
        self.assertFalse(OpinionItem.objects.exists())

    def keep(self, source, *items, now=NOW):
        text = "".join(f"<item>{item}</item>" for item in items)
        entries = entries_of(Fetched(f"<rss><channel>{text}</channel></rss>".encode()))
        return keep_entries(source_id=source.pk, entries=entries, now=now)

    def test_knows_an_entry_by_its_name_its_address_or_its_title(self):
        source, other = SourceFactory(), SourceFactory()
        self.assertEqual(
            self.keep(source, "<title>停水了！</title><guid>1</guid><link>https://a.example/1</link>"), 1
        )
        self.assertEqual(self.keep(source, "<title>改过的题目</title><guid>1</guid>"), 0)
        self.assertEqual(self.keep(source, "<title>停水 了</title><guid>2</guid>"), 0)
        self.assertEqual(
            self.keep(other, "<title>转载</title><guid>9</guid><link>https://a.example/1</link>"), 0
        )
        self.assertEqual(self.keep(other, "<title>停水了</title><guid>1</guid>"), 1)
        self.assertEqual(self.keep(source, "<title>新事</title>", "<title>新事。</title>"), 1)

    def test_what_is_old_stays_out_and_the_future_is_now(self):
        source = SourceFactory()
        old = "<title>旧闻</title><pubDate>Tue, 03 Nov 2020 18:00:00 +0800</pubDate>"
        self.assertEqual(self.keep(source, old), 0)
        self.keep(source, "<title>来自明天</title><pubDate>Tue, 03 Nov 2037 18:00:00 +0800</pubDate>")
        self.assertEqual(OpinionItem.objects.get().said_at, NOW)
