import socket
import ssl
import time
from datetime import UTC, datetime
from unittest import mock

from django.test import SimpleTestCase, override_settings

from hall.supervision.opinion import fetching
from hall.supervision.opinion.enums import Trouble
from hall.supervision.opinion.feeds import entries_of
from hall.supervision.opinion.fetching import Fetched, NotRead, fetch, is_outside
from tests.hall.supervision.feed_server import RSS, Handler, ServedCase

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>高埔岗站台漏雨</title><id>urn:7</id>
<link rel="self" href="https://paper.example/self"/><link href="https://paper.example/7"/>
<updated>2026-11-24T08:00:00Z</updated><summary>棚顶漏</summary></entry></feed>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)


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
