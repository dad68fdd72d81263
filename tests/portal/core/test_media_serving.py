from pathlib import Path
from unittest import TestCase as PlainTestCase

from django.conf import settings
from django.test import SimpleTestCase

from portal.core.media_serving import Unsatisfiable, wanted_part

BODY = bytes(range(256)) * 4


class WantedPartTests(PlainTestCase):
    def test_single_ranges_are_understood(self):
        for header, part in {
            "": None,
            "bytes=0-": (0, 99),
            "bytes=10-19": (10, 19),
            "bytes=90-900": (90, 99),
            "bytes=-10": (90, 99),
            "bytes=-900": (0, 99),
            "bytes=99-99": (99, 99),
            "bytes=20-10": None,
            "bytes=-": None,
            "bytes=0-1,5-6": None,
            "seconds=1-2": None,
            "bytes=甲-乙": None,
            f"bytes={'9' * 5000}-": None,
        }.items():
            with self.subTest(header):
                self.assertEqual(wanted_part(header, 100), part)

    def test_a_range_beyond_the_file_is_refused(self):
        for header in ["bytes=100-", "bytes=500-600", "bytes=-0"]:
            with self.subTest(header), self.assertRaises(Unsatisfiable):
                wanted_part(header, 100)

    def test_an_empty_file_has_no_part(self):
        with self.assertRaises(Unsatisfiable):
            wanted_part("bytes=0-", 0)


class ServeMediaTests(SimpleTestCase):
    address = "/media/media/防汛.mp4"

    def setUp(self):
        file = Path(settings.MEDIA_ROOT) / "media" / "防汛.mp4"
        file.parent.mkdir(parents=True)
        file.write_bytes(BODY)
        (Path(settings.MEDIA_ROOT).parent / "secret.txt").write_text("秘密")

    def get(self, address=address, **headers):
        return self.client.get(address, headers=headers)

    def test_the_whole_file_is_answered_without_a_range(self):
        response = self.get()

        self.assertEqual((response.status_code, response.getvalue()), (200, BODY))
        self.assertEqual(response["Accept-Ranges"], "bytes")
        self.assertEqual(response["Content-Type"], "video/mp4")
        self.assertFalse(response.cookies)

    def test_a_range_is_answered_alone(self):
        response = self.get(range="bytes=10-19")

        self.assertEqual((response.status_code, response.getvalue()), (206, BODY[10:20]))
        self.assertEqual(response["Content-Range"], f"bytes 10-19/{len(BODY)}")
        self.assertEqual(response["Content-Length"], "10")

    def test_the_last_bytes_can_be_asked_for(self):
        self.assertEqual(self.get(range="bytes=-5").getvalue(), BODY[-5:])

    def test_a_range_beyond_the_end_is_not_satisfiable(self):
        response = self.get(range="bytes=9999-")

        self.assertEqual((response.status_code, response["Content-Range"]), (416, f"bytes */{len(BODY)}"))

    def test_a_visitor_who_has_the_file_is_told_so(self):
        known = self.get()["Last-Modified"]

        self.assertEqual(self.get(**{"if-modified-since": known}).status_code, 304)

    def test_a_part_of_another_version_is_not_continued(self):
        response = self.get(range="bytes=10-19", **{"if-range": "Mon, 01 Jan 2024 00:00:00 GMT"})

        self.assertEqual((response.status_code, response.getvalue()), (200, BODY))

    def test_head_says_the_length_without_a_body(self):
        response = self.client.head(self.address)

        self.assertEqual((response["Content-Length"], response.getvalue()), (str(len(BODY)), b""))

    def test_only_reading_is_allowed(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)

    def test_an_uploaded_file_may_run_no_script(self):
        self.assertIn("default-src 'none'", self.get()["Content-Security-Policy"])


class RefusedPathTests(SimpleTestCase):
    databases = "__all__"

    def test_nothing_outside_the_uploads_is_served(self):
        (Path(settings.MEDIA_ROOT)).mkdir(parents=True)
        (Path(settings.MEDIA_ROOT).parent / "secret.txt").write_text("秘密")
        for path in ["../secret.txt", "%2e%2e/secret.txt", "a/../../secret.txt", "", "missing.jpg", "a%00b"]:
            with self.subTest(path):
                self.assertEqual(self.client.get(f"/media/{path}").status_code, 404)
