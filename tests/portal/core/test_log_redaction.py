import logging
from io import StringIO
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponseNotFound
from django.test import RequestFactory, SimpleTestCase
from django.utils.log import log_response

from portal.core.log_redaction import SecretPartsFilter, redacted

SECRET = "q1w2e3r4t5y6u7i8o9"
ADDRESSES = [
    f"/ask/c/20261125-0007/{SECRET}/",
    f"/ask/c/20261125-0007/{SECRET}",
    f"/mail/stop/{SECRET}:{SECRET}/",
    f"/mail/stop/{SECRET}:{SECRET}/comments/",
    f"/accounts/invitation/MQ/{SECRET}/",
    f"/cms/password_reset/confirm/MQ/{SECRET}/",
]


class RedactedTests(SimpleTestCase):
    def test_what_opens_something_by_itself_is_blank(self):
        for address in ADDRESSES:
            for line in [address, f'"GET {address} HTTP/1.1" 404 12', f"https://hall.example{address}?a=b"]:
                with self.subTest(line):
                    self.assertNotIn(SECRET, redacted(line))

    def test_the_rest_of_the_line_stays(self):
        self.assertEqual(
            redacted(f'"GET /ask/c/20261125-0007/{SECRET}/ HTTP/1.1" 404'),
            '"GET /ask/c/20261125-0007/…/ HTTP/1.1" 404',
        )
        self.assertEqual(redacted("GET /ask/20261125-0007/ 200"), "GET /ask/20261125-0007/ 200")

    def test_blank_a_code_that_was_searched_and_no_other_words(self):
        for code in ["7K3MX-09ABC-DEFGH-JKMNP-QRSTVW", "7k3mx%2009abc+defgh-jkmnp-qrstvw", "7" * 26]:
            with self.subTest(code):
                self.assertEqual(redacted(f"/search/?view=posts&q={code} 302"), "/search/?view=posts&q=… 302")
        self.assertEqual(redacted("/search/?q=20261125-0007"), "/search/?q=20261125-0007")

    def test_nothing_that_was_asked_of_the_concerns_is_told(self):
        groups = ["7K3MX", "09ABC", "DEFGH", "JKMNP", "QRSTVW"]
        spellings = [
            "+" + "-".join(groups),
            "%20" + "".join(groups),
            "%E2%80%93".join(groups),
            "%C2%A0".join(groups),
            f"https://hall.example/ask/c/20261125-0007/{groups[0]}/",
            quote(f"https://hall.example/ask/c/20261125-0007/{groups[0]}/"),
        ]
        for typed in spellings:
            for place in ["", "public/", "20261125-0007/"]:
                with self.subTest(typed, place=place):
                    self.assertEqual(
                        redacted(f'"GET /cms/concerns/{place}?q={typed}&part=all HTTP/1.1" 200'),
                        f'"GET /cms/concerns/{place}?… HTTP/1.1" 200',
                    )


class LogTests(SimpleTestCase):
    def setUp(self):
        self.written = StringIO()
        self.handler = logging.StreamHandler(self.written)
        self.handler.addFilter(SecretPartsFilter())

    def listen(self, name):
        logger = logging.getLogger(name)
        logger.addHandler(self.handler)
        self.addCleanup(logger.removeHandler, self.handler)
        return logger

    def test_django_writes_no_secret_of_a_page_that_is_not_there(self):
        self.handler.filters = []  # The filter of the logger itself must do.
        logger = self.listen("django.request")
        for address in ADDRESSES:
            request = RequestFactory().get(address)
            log_response(
                "Not Found: %s",
                request.path,
                response=HttpResponseNotFound(),
                request=request,
                logger=logger,
            )
        self.assertIn("Not Found", self.written.getvalue())
        self.assertNotIn(SECRET, self.written.getvalue())

    def test_the_development_server_writes_none(self):
        self.handler.filters = []
        self.listen("django.server").info('"%s" %s %s', f"GET {ADDRESSES[0]} HTTP/1.1", "200", "99")
        self.assertIn("200", self.written.getvalue())
        self.assertNotIn(SECRET, self.written.getvalue())

    def test_no_error_that_names_an_address_is_told(self):
        logger = self.listen("hall.concerns")
        try:
            raise RuntimeError(f"no answer for {ADDRESSES[0]}")
        except RuntimeError:
            logger.exception("failed at %s", ADDRESSES[0])
        self.assertIn("RuntimeError", self.written.getvalue())
        self.assertNotIn(SECRET, self.written.getvalue())

    def test_every_handler_of_ours_listens_through_the_filter(self):
        self.assertIn("secrets", settings.LOGGING["handlers"]["terminal"]["filters"])
        for name in ["django.request", "django.server"]:
            self.assertIn("secrets", settings.LOGGING["loggers"][name]["filters"])
