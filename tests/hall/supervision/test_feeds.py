import gzip
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from unittest import mock

from django.test import SimpleTestCase, TestCase, override_settings

from hall.supervision.models import OpinionItem, OpinionSource
from hall.supervision.opinion import fetching
from hall.supervision.opinion.enums import Trouble
from hall.supervision.opinion.feeds import entries_of
from hall.supervision.opinion.fetching import Fetched, NotRead, fetch, is_outside
from hall.supervision.opinion.sources import keep_entries, read_now, read_source, read_sources
from home.services import ensure_portal
from portal.core.refusals import Refused
from tests.factories import CityOfficeFactory, HallDeskFactory
from tests.factories.opinion import SourceFactory

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>槎城论坛</title>
<item><title>源城区又停水了</title><link>https://bbs.example/1</link><guid>1</guid>
<description>&lt;b&gt;两天&lt;/b&gt;了</description><pubDate>Tue, 24 Nov 2026 18:00:00 +0800</pubDate></item>
<item><title>万绿湖门票涨价</title><link>https://bbs.example/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>高埔岗站台漏雨</title><id>urn:7</id>
<link rel="self" href="https://paper.example/self"/><link href="https://paper.example/7"/>
<updated>2026-11-24T08:00:00Z</updated><summary>棚顶漏</summary></entry></feed>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)


class Handler(BaseHTTPRequestHandler):
    seen = []

    def do_GET(self):
        type(self).seen.append(dict(self.headers))
        getattr(self, self.path.strip("/").partition("?")[0])()

    def answer(self, content, kind="application/rss+xml", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(content), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def rss(self):
        if self.headers.get("If-None-Match") == '"1"':
            return self.answer(b"", status=304)
        return self.answer(RSS.format(encoding="utf-8").encode(), ETag='"1"')

    def page(self):
        self.answer("<!DOCTYPE html><html><body>论坛</body></html>".encode(), "text/html")

    def error(self):
        self.answer(b"", status=503)

    def gone(self):
        self.answer(b"", status=410)

    def marked(self):
        self.answer(
            RSS.format(encoding="utf-8").encode(), ETag="\x01", Last_Modified="晚".encode().decode("latin-1")
        )

    def loop(self):
        self.answer(b"", status=302, Location="/loop")

    def once(self):
        self.answer(b"", status=301, Location="/rss")

    def inside(self):
        self.answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data")

    def file(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def packed(self):
        self.answer(gzip.compress(RSS.format(encoding="utf-8").encode()), Content_Encoding="gzip")

    def gzip_bomb(self):
        self.answer(gzip.compress(b" " * 50 * 1024 * 1024), Content_Encoding="gzip")

    def large(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _megabyte in range(500):
                self.wfile.write(b" " * 1024 * 1024)
        except OSError:
            type(self).seen.append("cut")

    def drip(self):
        self.send_response(200)
        self.end_headers()
        self.drop_by_drop()

    def drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drop_by_drop()

    def drop_by_drop(self):
        try:
            for _drop in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *arguments):
        pass


class ServedCase(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        cls.base = f"http://127.0.0.1:{cls.server.server_port}"
        Thread(target=cls.server.serve_forever, args=[0.05], daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    def setUp(self):
        Handler.seen = []

    def source(self, path, **fields):
        return SourceFactory(address=f"{self.base}/{path}", **fields)


@override_settings(OPINION_READS_INSIDE=True)
class FetchingTests(ServedCase):
    """What an address may do to us has an end."""

    def trouble(self, path, **options):
        with self.assertRaises(NotRead) as caught:
            entries_of(fetch(f"{self.base}/{path}", **options))
        return caught.exception.trouble

    def test_what_is_wrong_is_said(self):
        expected = {
            "page": Trouble.HTML,
            "error": Trouble.REFUSED,
            "gone": Trouble.MISSING,
            "loop": Trouble.REDIRECTS,
            "file": Trouble.NO_ADDRESS,
            "inside": Trouble.INSIDE,
            "gzip_bomb": Trouble.TOO_LARGE,
            "large": Trouble.TOO_LARGE,
        }
        for path, trouble in expected.items():
            with self.subTest(path):
                self.assertEqual(self.trouble(path), trouble)

    def test_dripping_ends_with_the_time_that_was_given(self):
        for path in ["drip", "drip_headers"]:
            with self.subTest(path):
                began = time.monotonic()
                self.assertEqual(self.trouble(path, seconds=0.5), Trouble.SLOW)
                self.assertLess(time.monotonic() - began, 3)

    def test_follows_a_redirect_and_unpacks(self):
        for path in ["once", "packed", "rss"]:
            with self.subTest(path):
                self.assertEqual(len(entries_of(fetch(f"{self.base}/{path}"))), 2)

    def test_nobody_there(self):
        with self.assertRaises(NotRead) as caught:
            fetch("http://127.0.0.1:1/")
        self.assertEqual(caught.exception.trouble, Trouble.UNREACHABLE)

    def test_says_whether_the_name_or_the_certificate_is_wrong(self):
        for failure, trouble in [
            (socket.gaierror(), Trouble.NO_NAME),
            (ssl.SSLCertVerificationError(), Trouble.CERTIFICATE),
            (ConnectionResetError(), Trouble.UNREACHABLE),
        ]:
            with self.subTest(trouble), mock.patch("socket.getaddrinfo", side_effect=failure):
                self.assertEqual(self.trouble("rss"), trouble)

    def test_marks_that_cannot_be_kept_are_none(self):
        fetched = fetch(f"{self.base}/marked")
        self.assertEqual((fetched.etag, fetched.last_modified), ("", ""))

    def test_other_addresses_are_none(self):
        for address in [
            "ftp://a.example/",
            "file:///etc/passwd",
            "http://",
            "http://[",
            "http://a b/",
            "http://甲.example/",
        ]:
            with self.subTest(address), self.assertRaises(NotRead) as caught:
                fetch(address)
            self.assertEqual(caught.exception.trouble, Trouble.NO_ADDRESS)


class InsideTests(ServedCase):
    """No feed is a way into our own network."""

    def test_an_address_inside_is_not_read(self):
        for address in [f"{self.base}/rss", "http://localhost/rss", "http://[::1]/", "http://2130706433/"]:
            with self.subTest(address), self.assertRaises(NotRead) as caught:
                fetch(address)
            self.assertEqual(caught.exception.trouble, Trouble.INSIDE)
        self.assertEqual(Handler.seen, [])

    def test_neither_is_one_that_a_redirect_names(self):
        outside = lambda place: place == "127.0.0.1"  # noqa: E731
        with mock.patch.object(fetching, "is_outside", outside), self.assertRaises(NotRead) as caught:
            fetch(f"{self.base}/inside")
        self.assertEqual(caught.exception.trouble, Trouble.INSIDE)

    def test_one_wrong_address_of_a_name_is_enough(self):
        found = [(2, 1, 6, "", (place, 80)) for place in ["93.184.215.14", "10.0.0.1"]]
        with mock.patch("socket.getaddrinfo", return_value=found), self.assertRaises(NotRead) as caught:
            fetch("http://mixed.example/")
        self.assertEqual(caught.exception.trouble, Trouble.INSIDE)

    def test_what_lies_inside(self):
        inside = [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
        ]
        inside += [
            "::1",
            "fe80::1%eth0",
            "fec0::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "224.0.0.1",
        ]
        for place in inside:
            with self.subTest(place):
                self.assertFalse(is_outside(place))
        for place in ["93.184.215.14", "2606:4700::1111"]:
            self.assertTrue(is_outside(place))


class FeedTests(SimpleTestCase):
    def read(self, text, encoding="utf-8", kind=""):
        return entries_of(Fetched(text.encode(encoding), kind))

    def test_reads_rss_and_atom(self):
        one, other = self.read(RSS.format(encoding="utf-8"))
        self.assertEqual((one.title, one.text, one.guid), ("源城区又停水了", "两天了", "1"))
        self.assertEqual(one.said_at, datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
        self.assertEqual((other.guid, other.said_at), ("https://bbs.example/2", None))
        (entry,) = self.read(ATOM)
        self.assertEqual((entry.guid, entry.link, entry.text), ("urn:7", "https://paper.example/7", "棚顶漏"))

    def test_reads_chinese_character_sets_right_whoever_names_them(self):
        for encoding, declared, kind in [
            ("gb18030", "gb18030", ""),
            ("gb18030", "GB2312", "text/xml; charset=utf-8"),
            ("gb18030", "utf-8", ""),
            ("gb18030", "nonsense", "text/xml; charset=GBK"),
            ("utf-16", "utf-16", ""),
            ("utf-8-sig", "utf-8", ""),
        ]:
            with self.subTest(encoding=encoding, declared=declared, kind=kind):
                entries = self.read(RSS.format(encoding=declared), encoding, kind)
                self.assertEqual(entries[0].title, "源城区又停水了")

    def test_refuses_entities_and_what_is_broken(self):
        for text, trouble in [
            (BOMB, Trouble.BOMB),
            ("<rss>", Trouble.BROKEN),
            ("", Trouble.BROKEN),
            ("<a/>", Trouble.BROKEN),
        ]:
            with self.subTest(trouble), self.assertRaises(NotRead) as caught:
                self.read(text)
            self.assertEqual(caught.exception.trouble, trouble)

    def test_a_link_that_runs_something_is_left_out(self):
        text = "<rss><channel><item><title>题</title><link>javascript:alert(1)</link></item></channel></rss>"
        self.assertEqual(self.read(text)[0].link, "")

    def test_a_date_that_is_none_is_missing(self):
        for said in ["昨天", "99999-01-01", "Tue, 99 Nov 2026 18:00:00 +0800", "2026-13-01T00:00:00Z"]:
            text = f"<rss><channel><item><title>题</title><pubDate>{said}</pubDate></item></channel></rss>"
            with self.subTest(said):
                self.assertIsNone(self.read(text)[0].said_at)


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
