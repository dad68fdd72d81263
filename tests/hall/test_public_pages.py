from datetime import UTC, datetime

from django.test import TestCase

from hall.models import HallPage, TimelineEntry
from hall.services import withdraw_post
from portal.core.models import PortalSettings
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, ImageFactory, MediaFactory, PostFactory, UnitFactory

OTHER_YEAR = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)


class PublicPageTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源", code="GA")
        cls.image = ImageFactory()

    def addresses(self):
        post = PostFactory(unit=self.unit, text="#防汛#今晚停水", pictures=[self.image])
        return [
            "/",
            "/hall/",
            "/hall/?view=head",
            "/hall/?view=hot",
            "/hall/?view=media",
            "/units/",
            self.unit.url,
            post.url,
            "/topics/防汛/",
        ]

    def test_every_page_is_the_same_for_every_visitor_and_sets_no_cookie(self):
        for address in self.addresses():
            with self.subTest(address):
                self.assertSameForEveryone(address)

    def test_no_page_costs_more_queries_with_more_posts(self):
        for address in self.addresses():
            with self.subTest(address):
                self.assertQueriesDoNotGrow(
                    lambda address=address: self.client.get(address),
                    lambda: PostFactory(unit=self.unit, text="#防汛#又停水 @平安河源", pictures=[self.image]),
                )

    def test_no_page_costs_more_queries_with_more_units_or_reposts(self):
        original = PostFactory(unit=self.unit, pictures=[self.image])
        for address in ["/", "/hall/", "/units/"]:
            with self.subTest(address):
                self.assertQueriesDoNotGrow(
                    lambda address=address: self.client.get(address),
                    lambda: PostFactory(unit=UnitFactory(avatar=self.image), repost_of=original),
                    more=3,
                )

    def test_lists_shorten_when_a_post_was_published_and_its_own_page_says_it_whole(self):
        post = PostFactory(unit=self.unit, text="今晚停水", published_at=OTHER_YEAR)
        said = 'datetime="2025-03-01T16:00:00+08:00"'
        self.assertContains(self.client.get("/hall/"), f"<time {said} data-moment>")
        self.assertContains(self.client.get(post.url), f"<time {said}>2025年3月1日 16:00</time>")

    def test_a_visitor_who_chose_large_text_and_english_gets_them(self):
        self.client.post("/display/", {"size": "large", "language": "en", "next": "/hall/"})

        self.assertContains(self.client.get("/"), '<html lang="en" data-size="large">')


class CardTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源", code="GA")

    def test_a_script_in_a_post_is_text(self):
        PostFactory(unit=self.unit, text="<script>alert(1)</script>今晚停水")
        html = self.client.get("/").content.decode()

        self.assertNotIn("<script>alert", html)
        self.assertIn("&lt;script&gt;alert(1)", html)

    def test_a_moment_is_written_with_its_year(self):
        post = PostFactory(unit=self.unit)
        post.timeline_entry.published_at = OTHER_YEAR
        post.timeline_entry.save()

        self.assertContains(self.client.get("/hall/"), 'datetime="2025-03-01T16:00:00+08:00"')

    def test_a_long_post_is_cut_in_the_feed_and_whole_on_its_page(self):
        post = PostFactory(unit=self.unit, text="民生实事" * 700 + "到此为止")

        self.assertNotContains(self.client.get("/hall/"), "到此为止")
        self.assertContains(self.client.get(post.url), "到此为止")

    def test_pictures_link_to_their_large_rendition(self):
        PostFactory(unit=self.unit, pictures=[ImageFactory(), ImageFactory()])

        self.assertContains(self.client.get("/hall/"), "picture-grid--2")
        self.assertRegex(self.client.get("/hall/").content.decode(), r'href="/media/[^"]*max-1920x1920')

    def test_video_and_audio_have_the_browser_s_controls(self):
        PostFactory(unit=self.unit, media=MediaFactory(width=640, height=360))
        PostFactory(unit=self.unit, media=MediaFactory(type="audio", title="审核后改的名字"))
        response = self.client.get("/hall/?view=media")

        self.assertContains(response, f'aria-label="音频 · {self.unit.title}"')
        self.assertNotContains(response, "审核后改的名字")

        self.assertContains(response, '<video class="clip__video" controls')
        self.assertContains(response, '<audio class="clip__audio" controls')

    def test_a_repost_shows_its_original_until_it_is_withdrawn(self):
        original = PostFactory(unit=self.unit, text="协助寻人")
        repost = PostFactory(repost_of=original, text="帮转")
        self.assertContains(self.client.get(repost.url), "协助寻人")

        withdraw_post(post_id=original.pk, by=HallDeskFactory(), reason="老人已经找到", now=OTHER_YEAR)
        page = self.client.get(repost.url)
        self.assertNotContains(page, "协助寻人")
        self.assertContains(page, "quote--withdrawn")

    def test_a_feed_shows_the_pictures_of_what_many_pass_on_once(self):
        original = PostFactory(unit=self.unit, text="协助寻人", pictures=[ImageFactory(), ImageFactory()])
        for words in ["帮转", "请街坊留意"]:
            PostFactory(repost_of=original, text=words)
        TimelineEntry.objects.filter(post=original).update(published_at=OTHER_YEAR)

        self.assertContains(self.client.get("/hall/"), "picture-grid--2", count=2)

    def test_a_repost_without_words_is_called_as_its_original(self):
        original = PostFactory(unit=self.unit, text="协助寻人")

        self.assertEqual(PostFactory(repost_of=original, text="").title, "协助寻人")

    def test_only_the_head_account_is_marked(self):
        HallPage.objects.update(head=self.unit)
        PostFactory(unit=self.unit)
        PostFactory()

        self.assertContains(self.client.get("/hall/"), "tick--head", count=1)


class PostPageTests(TestCase):
    def test_it_leads_to_the_posts_before_and_after_it(self):
        unit = UnitFactory()
        first, middle, last = [PostFactory(unit=unit, text=text) for text in ["第一条", "第二条", "第三条"]]
        response = self.client.get(middle.url)

        self.assertContains(response, f'href="{first.url}" rel="prev"')
        self.assertContains(response, f'href="{last.url}" rel="next"')

    def test_it_says_what_other_sites_show_beside_a_link(self):
        post = PostFactory(text="今晚停水", pictures=[ImageFactory()])
        response = self.client.get(post.url)

        self.assertContains(response, f'<link rel="canonical" href="http://testserver{post.url}">')
        self.assertContains(response, '<meta property="og:type" content="article">')
        self.assertRegex(
            response.content.decode(), r'og:image" content="http://testserver/media/[^"]*1200x630'
        )

    def test_an_edit_without_a_reason_is_told_too(self):
        post = PostFactory(text="第一版")
        self.assertNotContains(self.client.get(post.url), "更正于")
        post.text = "第二版"
        post.save_revision().publish(skip_permission_checks=True)

        self.assertContains(self.client.get(post.url), "更正于")

    def test_a_withdrawn_post_says_why_at_its_address(self):
        post = PostFactory(text="协助寻人")
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="老人已经找到", now=OTHER_YEAR)
        response = self.client.get(post.url)

        self.assertContains(response, "老人已经找到", status_code=410)
        self.assertNotContains(response, "协助寻人", status_code=410)

    def test_a_draft_can_be_previewed(self):
        post = PostFactory(text="还没发", live=False)
        post.category = None

        self.assertContains(post.make_preview_request(), "还没发")


class ErrorPageTests(TestCase):
    def test_a_missing_page_is_said_in_the_portal_s_frame(self):
        response = self.client.get("/没有/")

        self.assertContains(response, 'action="/search/"', status_code=404)

    def test_the_notice_stands_on_every_page(self):
        portal = PortalSettings.load()
        portal.notice = "暴雨橙色预警"
        portal.save()

        for address in ["/", "/hall/", "/units/"]:
            self.assertContains(self.client.get(address), "暴雨橙色预警")
