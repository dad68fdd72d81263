from datetime import UTC, datetime, timedelta

from django.test import TestCase

from hall.search import COUNT_LIMIT
from hall.services import withdraw_post
from hall.timelines import PAGE_SIZE
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, ImageFactory, PostFactory, UnitFactory, UserFactory

MAY = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


class SearchTestCase(HouseAssertions, TestCase):
    def search(self, q, **filters):
        return self.client.get("/search/", {"q": q, **filters})

    def found(self, q, **filters):
        return [entry.post for entry in self.search(q, **filters).context["feed"].entries]


class FindingTests(SearchTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源发改", code="FGJ", official_name="河源市发展和改革局")
        cls.post = PostFactory(
            unit=cls.unit,
            text="市发改局发布防汛预警,请市民注意防范。#防汛不松劲#",
            location="东江湾",
            published_at=MAY,
        )

    def test_words_inside_a_sentence_are_found_and_marked(self):
        self.assertContains(self.search("防汛"), "<mark>防汛</mark>预警")

    def test_traditional_characters_mark_the_text_as_it_was_written(self):
        PostFactory(unit=self.unit, text="萬綠湖景區發佈消息")

        self.assertContains(self.search("万绿湖 发布"), "<mark>萬綠湖</mark>景區<mark>發佈</mark>消息")

    def test_a_place_and_the_words_of_a_picture_are_found(self):
        shown = PostFactory(unit=self.unit, text="今天的晚霞", pictures=[ImageFactory()])

        self.assertContains(self.search("东江湾"), "<mark>东江湾</mark>")
        self.assertEqual(self.found("示意图"), [shown])

    def test_a_unit_is_found_by_its_names_and_its_code(self):
        for q in ["河源发改", "發改", "改革局", "河源市发展和改革局", "fgj", "发改局"]:
            with self.subTest(q):
                self.assertEqual(self.search(q).context["found_units"], [self.unit])

    def test_posts_of_a_named_unit_are_found_with_what_they_say(self):
        self.assertEqual(self.found("河源发改 预警"), [self.post])
        self.assertEqual(self.found("河源发改 医保"), [])

    def test_a_topic_is_found_and_leads_to_its_page(self):
        for q in ["#防汛不松劲#", "防汛", "不松勁"]:
            with self.subTest(q):
                self.assertContains(self.search(q), 'class="topics__link" href="/topics/')
                self.assertEqual(
                    [hashtag.name for hashtag in self.search(q).context["found_hashtags"]], ["防汛不松劲"]
                )

    def test_a_long_post_shows_what_is_around_the_first_hit(self):
        PostFactory(
            unit=self.unit,
            text="街坊们问得最多的是巷子。" * 40 + "卷蓬巷的石板编了号。" + "请大家看门牌。" * 40,
        )
        html = self.search("卷蓬巷").content.decode()

        self.assertIn("…", html)
        self.assertIn("<mark>卷蓬巷</mark>的石板编了号", html)

    def test_a_script_is_text_in_the_query_and_in_the_answers(self):
        PostFactory(unit=self.unit, text="<script>alert('防汛')</script>")
        html = self.search("<script>alert('防汛')").content.decode()

        self.assertNotIn("<script>alert", html)
        self.assertIn("&lt;<mark>script", html)


class OnlyWhatIsPublicTests(SearchTestCase):
    def test_a_draft_is_not_found(self):
        PostFactory(text="防汛草稿", live=False)

        self.assertEqual(self.found("防汛"), [])

    def test_a_withdrawn_post_is_gone_at_once(self):
        post = PostFactory(text="防汛消息 #防汛#")
        self.assertEqual(self.found("防汛"), [post])
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="重复", now=MAY)

        response = self.search("防汛")
        self.assertEqual(response.context["feed"].entries, [])
        self.assertEqual(response.context["found_hashtags"], [])

    def test_an_edited_post_is_found_by_its_new_words_only(self):
        post = PostFactory(text="停水通知")
        post.text = "停电通知"
        post.save_revision().publish(skip_permission_checks=True)

        self.assertEqual(self.found("停水"), [])
        self.assertEqual(self.found("停电"), [post])

    def test_a_unit_that_is_not_launched_is_not_found_nor_is_what_it_said(self):
        unit = UnitFactory(title="河源未来")
        PostFactory(unit=unit, text="未来的消息")
        unit.unpublish()
        response = self.search("未来")

        self.assertEqual(response.context["found_units"], [])
        self.assertEqual(response.context["feed"].entries, [])


class FilterTests(SearchTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.one, cls.other = UnitFactory(code="ONE"), UnitFactory(code="TWO")
        cls.may = PostFactory(unit=cls.one, text="防汛五月", published_at=MAY)
        cls.june = PostFactory(unit=cls.other, text="防汛六月", published_at=JUNE)

    def test_by_unit_and_by_day(self):
        for filters, expected in [
            ({}, [self.june, self.may]),
            ({"unit": "ONE"}, [self.may]),
            ({"since": "2026-06-01"}, [self.june]),
            ({"until": "2026-05-01"}, [self.may]),
            ({"since": "2026-05-01", "until": "2026-06-01"}, [self.june, self.may]),
            ({"unit": "ONE", "since": "2026-05-02"}, []),
        ]:
            with self.subTest(filters):
                self.assertEqual(self.found("防汛", **filters), expected)

    def test_a_filter_that_cannot_be_is_said_and_the_words_stay(self):
        for filters, said in [
            ({"since": "明天"}, "2026-08-31"),
            ({"until": "2026-02-30"}, "2026-08-31"),
            ({"until": "9999-12-31"}, "2026-08-31"),
            ({"since": "0001-01-01"}, "2026-08-31"),
            ({"since": "2026-06-02", "until": "2026-06-01"}, "search-form__error"),
            ({"unit": "NOBODY"}, "search-form__error"),
        ]:
            with self.subTest(filters):
                response = self.search("防汛", **filters)
                self.assertContains(response, said)
                self.assertContains(response, 'role="alert"')
                self.assertContains(response, 'value="防汛"')

    def test_nothing_found_leads_on(self):
        self.assertContains(
            self.search("防汛", unit="ONE", since="2026-05-02"), 'href="?q=%E9%98%B2%E6%B1%9B&'
        )
        self.assertContains(self.search("没有人说过的话"), "empty-state")
        self.assertContains(self.search("防汛 外星人"), 'href="?q=%E9%98%B2%E6%B1%9B"')
        self.assertContains(self.search("今天防汛外星人吗"), 'href="?q=%E9%98%B2%E6%B1%9B"')
        self.assertNotContains(self.search("防汛 外星人"), 'href="?q=%E5%A4%96')


class BadQueryTests(SearchTestCase):
    def test_whatever_is_typed_is_text(self):
        PostFactory(text="防汛")
        for q in [
            "%",
            "_",
            "*",
            '"',
            "'",
            "\\",
            "\x00",
            "OR",
            "-",
            "(",
            "NEAR(防 b)",
            "🌸",
            "a" * 10_000,
        ]:
            with self.subTest(q[:20]):
                response = self.search(q)
                self.assertEqual(response.status_code, 200)
                self.assertFalse("feed" in response.context and response.context["feed"].entries)

    def test_an_empty_query_says_what_can_be_asked(self):
        self.assertContains(self.client.get("/search/"), "empty-state")
        self.assertNotContains(self.client.get("/search/"), "post-card")

    def test_a_long_query_says_how_much_of_it_counts(self):
        post = PostFactory(text="防汛" * 60)

        self.assertEqual(self.found("防汛" * 5_000), [post])
        self.assertContains(self.search("防汛" * 5_000), "100")

    def test_a_place_in_the_list_that_is_none_is_the_beginning(self):
        post = PostFactory(text="防汛")
        for before in ["x", "9", "1.x", "٣.1-1", "-1.1-1", "1-1"]:
            with self.subTest(before):
                self.assertEqual(self.found("防汛", before=before), [post])


class ListTests(SearchTestCase):
    def make_many(self, count):
        unit = UnitFactory()
        touching = PostFactory(unit=unit, text="人民生活", published_at=JUNE)
        posts = [
            PostFactory(unit=unit, text=f"民生{n}", published_at=MAY + timedelta(minutes=n))
            for n in range(count)
        ]
        return [*reversed(posts), touching]

    def follow(self, **filters):
        found, before = [], None
        while True:
            feed = self.search("民生", **filters, **({"before": before} if before else {})).context["feed"]
            found += [entry.post for entry in feed.entries]
            if not feed.older:
                return found
            before = str(feed.older)

    def test_pages_follow_each_other_without_gap_or_repetition(self):
        best_first = self.make_many(PAGE_SIZE + 3)

        self.assertEqual(self.follow(), best_first)
        self.assertEqual(self.follow(view="newest"), [best_first[-1], *best_first[:-1]])

    def test_the_last_full_page_leads_nowhere(self):
        self.make_many(PAGE_SIZE - 1)

        self.assertIsNone(self.search("民生").context["feed"].older)

    def test_the_way_on_keeps_what_was_asked(self):
        self.make_many(PAGE_SIZE + 1)
        response = self.search("民生", since="2026-01-01")

        self.assertContains(
            response, 'hx-get="?q=%E6%B0%91%E7%94%9F&amp;since=2026-01-01&amp;view=best&amp;before='
        )

    def test_many_answers_are_not_counted_to_the_end(self):
        self.assertLess(PAGE_SIZE, COUNT_LIMIT)
        self.make_many(3)

        self.assertEqual(self.search("民生").context["total"], 4)


class PageTests(SearchTestCase):
    def test_it_is_the_same_for_everyone_and_not_for_robots(self):
        PostFactory(text="防汛")

        self.assertSameForEveryone("/search/?q=防汛")
        self.assertContains(self.search("防汛"), '<meta name="robots" content="noindex">')

    def test_the_masthead_keeps_the_words(self):
        self.assertContains(self.search("防汛"), 'value="防汛"', count=2)

    def test_it_costs_the_same_for_one_post_or_six(self):
        unit = UnitFactory()
        self.assertQueriesDoNotGrow(
            lambda: self.search("防汛"), lambda: PostFactory(unit=unit, text="#防汛# @河源发布 防汛")
        )


class AdminSearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.post = PostFactory(text="市发改局发布防汛预警")
        cls.image = ImageFactory(title="万绿湖的晚霞")

    def setUp(self):
        self.client.force_login(UserFactory(superuser=True))

    def test_pages_and_pictures_are_found_inside_their_text(self):
        self.assertContains(self.client.get("/cms/pages/search/", {"q": "防汛"}), self.post.title)
        self.assertContains(self.client.get("/cms/pages/search/", {"q": "發改局"}), self.post.title)
        self.assertContains(self.client.get("/cms/images/", {"q": "晚霞"}), self.image.title)

    def test_a_sign_in_the_search_box_is_no_error(self):
        for address in ["/cms/pages/search/", "/cms/images/", "/cms/images/chooser/results/"]:
            for q in ['"', '防"汛', "%", "\\", "'", "*", "(", "防汛*"]:
                with self.subTest(address=address, q=q):
                    self.assertEqual(self.client.get(address, {"q": q}).status_code, 200)
