from django.test import TestCase
from django.urls import reverse

from hall.models import PostPage
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role


class RepostTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.original = PostFactory(unit=UnitFactory(title="河源气象"), text="今晚有暴雨，少出门。#防汛#")
        cls.address = reverse("hall_repost", args=[cls.original.pk])

    def setUp(self):
        self.client.force_login(self.editor)

    def test_one_click_makes_a_draft_and_opens_it_in_the_composer(self):
        response = self.client.post(self.address)

        draft = PostPage.objects.get(repost_of=self.original)
        self.assertRedirects(response, reverse("hall_compose_post", args=[draft.pk]))
        self.assertEqual(draft.get_parent().specific, self.unit)
        self.assertEqual((draft.category, draft.live), (self.original.category, False))

    def test_it_goes_to_review_with_or_without_words(self):
        for words in ["", "请街坊互相转告"]:
            with self.subTest(words):
                PostPage.objects.filter(repost_of=self.original).delete()
                compose = self.client.post(self.address).url
                self.client.post(
                    compose,
                    {
                        "unit": self.unit.pk,
                        "text": words,
                        "category": self.original.category_id,
                        "action": "submit",
                    },
                )
                repost = PostPage.objects.get(repost_of=self.original)
                self.assertEqual(repost.text, words)
                self.assertTrue(repost.workflow_in_progress)

    def test_clicked_twice_it_is_one_draft(self):
        for _ in range(2):
            self.client.post(self.address)
        self.assertEqual(PostPage.objects.filter(repost_of=self.original).count(), 1)

    def test_looking_makes_nothing(self):
        self.assertContains(self.client.get(self.address), "今晚有暴雨")
        self.assertFalse(PostPage.objects.filter(repost_of=self.original).exists())

    def test_who_writes_for_two_units_is_asked_for_which(self):
        second = UnitFactory(title="河源发改")
        self.editor.groups.add(second.teams.get(role=Role.EDITOR).group)

        self.assertEqual(self.client.post(self.address).status_code, 200)
        self.assertFalse(PostPage.objects.filter(repost_of=self.original).exists())
        self.client.post(self.address, {"unit": second.pk})

        self.assertEqual(PostPage.objects.get(repost_of=self.original).get_parent().specific, second)

    def test_a_forged_unit_is_refused(self):
        for unit in [self.original.unit.pk, UnitFactory().pk, 999999, "x"]:
            with self.subTest(unit):
                self.assertTrue(self.client.post(self.address, {"unit": unit}).context["form"].errors)
        self.assertFalse(PostPage.objects.filter(repost_of=self.original).exists())

    def test_drafts_withdrawn_posts_and_ones_own_are_not_reposted(self):
        draft = PostFactory(live=False, text="别人的草稿")
        self.assertEqual(self.client.post(reverse("hall_repost", args=[draft.pk])).status_code, 404)
        own = PostFactory(unit=self.unit)
        response = self.client.get(reverse("hall_repost", args=[own.pk]))
        self.assertRedirects(response, reverse("hall_posts_to_repost"))
        self.client.post(reverse("hall_repost", args=[own.pk]))
        self.assertFalse(PostPage.objects.filter(repost_of__isnull=False).exists())

    def test_a_repost_of_a_withdrawn_original_is_refused_in_words(self):
        repost = PostFactory(text="转发", repost_of=self.original)
        self.original.unpublish()
        response = self.client.get(reverse("hall_repost", args=[repost.pk]), follow=True)
        self.assertRedirects(response, reverse("hall_posts_to_repost"))
        self.assertFalse(PostPage.objects.filter(owner=self.editor).exists())

    def test_those_who_do_not_write_are_turned_away(self):
        for person in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(None, Role.CITY_OFFICE)]:
            self.client.force_login(person)
            for address in [self.address, reverse("hall_posts_to_repost")]:
                with self.subTest(person=person, address=address):
                    response = self.client.post(address)
                    self.assertRedirects(response, "/cms/", fetch_redirect_response=False)


class PostsToRepostTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.weather = UnitFactory(title="河源气象")
        cls.editor = MemberFactory(cls.unit)

    def setUp(self):
        self.client.force_login(self.editor)

    def list(self, **query):
        return self.client.get(reverse("hall_posts_to_repost"), query).text

    def test_it_shows_what_other_units_published_and_nothing_else(self):
        PostFactory(unit=self.weather, text="暴雨预警")
        PostFactory(unit=self.unit, text="自己的话")
        PostFactory(unit=self.weather, text="还没公开", live=False)
        page = self.list()
        self.assertIn("暴雨预警", page)
        self.assertNotIn("自己的话", page)
        self.assertNotIn("还没公开", page)

    def test_words_and_unit_narrow_it(self):
        PostFactory(unit=self.weather, text="暴雨预警")
        PostFactory(unit=self.weather, text="高温预警")
        PostFactory(text="暴雨停课")
        for query, shown, hidden in [
            ({"q": "暴雨"}, ["暴雨预警", "暴雨停课"], ["高温预警"]),
            ({"unit": self.weather.pk}, ["暴雨预警", "高温预警"], ["暴雨停课"]),
            ({"unit": self.weather.pk, "q": "暴雨"}, ["暴雨预警"], ["高温预警", "暴雨停课"]),
            ({"q": "%"}, [], ["暴雨预警", "高温预警", "暴雨停课"]),
            ({"unit": "x", "before": "x"}, ["暴雨预警", "高温预警", "暴雨停课"], []),
        ]:
            with self.subTest(query):
                page = self.list(**query)
                for text in shown:
                    self.assertIn(text, page)
                for text in hidden:
                    self.assertNotIn(text, page)

    def test_older_posts_are_a_link_away_and_keep_the_filter(self):
        for number in range(21):
            PostFactory(unit=self.weather, text=f"预警第{number}号。")
        page = self.client.get(reverse("hall_posts_to_repost"), {"q": "预警"})
        older = self.client.get(reverse("hall_posts_to_repost") + page.context["older"])
        self.assertEqual([entry.post.text for entry in older.context["feed"].entries], ["预警第0号。"])
        self.assertEqual(older.context["older"], "")

    def test_it_costs_the_same_for_one_post_or_six(self):
        picture = ImageFactory()

        def one_more():
            original = PostFactory(text="原文", pictures=[picture])
            PostFactory(text="转", repost_of=original, media=MediaFactory())

        self.assertQueriesDoNotGrow(self.list, one_more)


class PostToolsTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.post_page = PostFactory(unit=cls.unit, text="公开的话")
        cls.address = reverse("hall_post_tools", args=[cls.post_page.pk])

    def tools(self, person):
        self.client.force_login(person)
        return self.client.get(self.address).text

    def test_the_public_page_only_names_their_address(self):
        page = self.client.get(self.post_page.url)
        self.assertContains(page, f'data-personal="{self.address}"')
        self.assertNotContains(page, reverse("hall_repost", args=[self.post_page.pk]))
        self.assertSameForEveryone(self.post_page.url)

    def test_each_person_is_shown_what_they_may_do(self):
        repost = reverse("hall_repost", args=[self.post_page.pk])
        change = reverse("hall_compose_post", args=[self.post_page.pk])
        withdraw = reverse("hall_withdraw", args=[self.post_page.pk])
        for person, shown in [
            (MemberFactory(UnitFactory()), [repost]),
            (MemberFactory(self.unit), [change]),
            (MemberFactory(self.unit, Role.REVIEWER), [change, withdraw]),
            (MemberFactory(self.unit, Role.LIAISON), []),
            (HallDeskFactory(), [change, withdraw]),
        ]:
            with self.subTest(person):
                tools = self.tools(person)
                for address in [repost, change, withdraw]:
                    self.assertEqual(f'"{address}' in tools, address in shown)

    def test_citizens_may_do_nothing_and_stay_signed_in(self):
        self.client.force_login(CitizenFactory())
        answer = self.client.get(self.address)
        # Any other status tells the browser that nobody is signed in any more.
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.text.strip(), "")

    def test_visitors_get_nothing(self):
        self.assertEqual(self.client_class().get(self.address).status_code, 204)

    def test_nobody_keeps_them(self):
        self.client.force_login(MemberFactory(self.unit))
        self.assertIn("no-store", self.client.get(self.address).headers["Cache-Control"])
