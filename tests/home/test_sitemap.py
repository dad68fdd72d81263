from datetime import UTC, datetime

from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from hall.services import withdraw_post
from home.sitemap import weeks_between
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, PostFactory, UnitFactory

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


class WeeksTests(SimpleTestCase):
    def test_they_reach_from_one_moment_to_the_other_newest_first(self):
        self.assertEqual(
            weeks_between(datetime(2026, 12, 20, 8, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)),
            [(2027, 1), (2026, 53), (2026, 52), (2026, 51)],
        )

    def test_a_week_begins_on_the_monday_of_the_city(self):
        sunday_evening = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)
        monday_morning = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)

        self.assertEqual(weeks_between(sunday_evening, sunday_evening), [(2026, 47)])
        self.assertEqual(weeks_between(monday_morning, monday_morning), [(2026, 48)])


class SitemapTests(HouseAssertions, TestCase):
    def week_of(self, post):
        year, week, _ = post.first_published_at.astimezone(UTC).date().isocalendar()
        return reverse("sitemap_posts", args=[year, week])

    def test_robots_are_led_from_the_index_to_every_live_post(self):
        post = PostFactory(published_at=NOW, text="今晚停水")
        self.assertContains(self.client.get("/robots.txt"), "Sitemap: http://testserver/sitemap.xml")
        address = self.week_of(post)
        self.assertContains(self.client.get("/sitemap.xml"), f"<loc>http://testserver{address}</loc>")
        response = self.client.get(address)

        self.assertEqual(response["Content-Type"], "application/xml")
        self.assertContains(response, f"<loc>http://testserver{post.url}</loc>")

    def test_what_was_withdrawn_or_never_live_is_not_on_it(self):
        post = PostFactory(published_at=NOW)
        draft = PostFactory(unit=post.unit, live=False)
        unit = UnitFactory(live=False)
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="写错了", now=NOW)

        self.assertNotContains(self.client.get(self.week_of(post)), post.slug)
        self.assertNotContains(self.client.get(self.week_of(post)), draft.slug)
        self.assertNotContains(self.client.get("/sitemap-pages.xml"), f"/units/{unit.slug}/")

    def test_units_and_fixed_pages_are_on_it(self):
        unit = UnitFactory(title="平安河源")
        response = self.client.get("/sitemap-pages.xml")

        for address in ["/", "/hall/", "/units/", unit.url]:
            with self.subTest(address):
                self.assertContains(response, f"<loc>http://testserver{address}</loc>")

    def test_no_file_costs_more_queries_with_more_posts_or_units(self):
        post = PostFactory(published_at=NOW)
        for address in ["/sitemap.xml", "/sitemap-pages.xml", self.week_of(post)]:
            with self.subTest(address):
                self.assertQueriesDoNotGrow(
                    lambda address=address: self.client.get(address), lambda: PostFactory(published_at=NOW)
                )

    def test_a_week_that_is_none_is_not_found(self):
        for year, week in [(1999, 1), (2026, 0), (2026, 54), (10**12, 1)]:
            with self.subTest(year=year, week=week):
                self.assertEqual(self.client.get(f"/sitemap-posts-{year}-W{week}.xml").status_code, 404)

    def test_an_index_without_posts_names_pages_and_concerns_only(self):
        self.assertContains(self.client.get("/sitemap.xml"), "<loc>", count=2)
