from unittest import mock

from django.conf import settings
from django.db import OperationalError
from django.test import SimpleTestCase, TestCase, override_settings

NOBODY_THERE = {**settings.REDIS_CACHE, "LOCATION": "redis://127.0.0.1:1/0"}


class HealthTests(SimpleTestCase):
    def test_a_live_process_says_so_without_a_database(self):
        self.assertEqual(self.client.get("/healthz").status_code, 200)


class ReadinessTests(TestCase):
    def test_a_site_in_order_is_ready(self):
        response = self.client.get("/readyz")

        self.assertEqual((response.status_code, response.json()), (200, {"failing": []}))

    def test_a_lost_database_is_named(self):
        with mock.patch("portal.core.health.connection.cursor", side_effect=OperationalError):
            response = self.client.get("/readyz")

        self.assertEqual(response.status_code, 503)
        self.assertIn("database", response.json()["failing"])

    @override_settings(CACHES={"default": NOBODY_THERE})
    def test_a_cache_that_is_away_is_named_and_pages_go_on_without_it(self):
        response = self.client.get("/readyz")

        self.assertEqual((response.status_code, response.json()), (503, {"failing": ["cache"]}))
        self.assertEqual(self.client.get("/hall/").status_code, 200)
