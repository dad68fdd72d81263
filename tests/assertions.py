"""Assertions of the house."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


class HouseAssertions:
    """Mix into a TestCase."""

    def assertQueriesDoNotGrow(self, act, make_one, more=5):
        """Fail when `act()` needs more queries after `more` calls of `make_one()` than after one."""
        make_one()
        act()
        with CaptureQueriesContext(
            connection,
        ) as few:
            act()
        for _ in range(more):
            make_one()
        with CaptureQueriesContext(connection) as many:
            act()
        if len(many) > len(few):
            extra = "\n".join(query["sql"][:200] for query in many.captured_queries)
            self.fail(f"{len(few)} queries grew to {len(many)}:\n{extra}")

    def assertSameForEveryone(self, url):
        """Fail unless `url` answers anonymous visitors with one shareable page and sets no cookie."""
        plain = self.client_class().get(url)
        odd = self.client_class(
            headers={"accept-language": "en", "user-agent": "Odd/1.0", "referer": "http://example.org/"}
        ).get(url)
        self.assertEqual(plain.content, odd.content)
        self.assertFalse(plain.cookies)
        self.assertIn("public", plain.headers["Cache-Control"])
        self.assertNotIn(b"csrfmiddlewaretoken", plain.content)
