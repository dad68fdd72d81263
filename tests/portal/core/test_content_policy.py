from django.test import SimpleTestCase, TestCase

from portal.core.content_policy import PUBLIC, policy_text


class PolicyTextTests(SimpleTestCase):
    def test_uploads_on_this_machine_need_no_other_source(self):
        self.assertIn("img-src 'self' data:; ", policy_text(PUBLIC, "/media/"))

    def test_uploads_elsewhere_may_be_shown_and_nothing_more(self):
        text = policy_text(PUBLIC, "https://files.heyuan.example/media/")

        self.assertIn("img-src 'self' data: https://files.heyuan.example;", text)
        self.assertIn("media-src 'self' https://files.heyuan.example;", text)
        self.assertIn("script-src 'self';", text + ";")


class HeaderTests(TestCase):
    def test_public_pages_run_nothing_inline(self):
        for address in ["/", "/hall/", "/units/", "/没有/", "/healthz"]:
            with self.subTest(address):
                headers = self.client.get(address).headers
                self.assertNotIn("unsafe", headers["Content-Security-Policy"])
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["Referrer-Policy"], "same-origin")
                self.assertIn("geolocation=()", headers["Permissions-Policy"])

    def test_the_admin_gets_what_wagtail_needs(self):
        policy = self.client.get("/cms/login/").headers["Content-Security-Policy"]

        self.assertIn("script-src 'self' 'unsafe-inline'", policy)
        self.assertIn("frame-ancestors 'self'", policy)
