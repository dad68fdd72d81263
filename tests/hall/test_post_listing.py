from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import Category
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role


class PostListingTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit, last_name="李")
        cls.category, cls.other_category = Category.objects.all()[:2]

    def setUp(self):
        self.client.force_login(self.editor)

    def titles(self, **query):
        page = self.client.get(reverse("posts:index"), query)
        return {row.post.draft_title for row in page.context["table"].data}

    def draft(self, text, **fields):
        return draft_post(
            unit=self.unit, author=self.editor, text=text, **{"category": self.category, **fields}
        )

    def in_review(self, text):
        post = self.draft(text)
        return submit_post(post_id=post.pk, user=self.editor)

    def returned(self, text):
        post = self.in_review(text)
        post.current_workflow_task_state.reject(comment="请写明时间")
        return post

    def withdrawn(self, text):
        post = PostFactory(unit=self.unit, text=text)
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="有误", now=timezone.now())
        return post

    def one_of_each_state(self):
        self.draft("草稿")
        self.in_review("在审")
        self.returned("退回")
        self.withdrawn("撤回")
        PostFactory(unit=self.unit, text="公开")

    def test_each_state_is_shown_and_filters(self):
        self.one_of_each_state()
        page = self.client.get(reverse("posts:index")).text
        for words in ["请写明时间", "有误"]:
            self.assertIn(words, page)
        for state, title in {
            "draft": "草稿",
            "in_review": "在审",
            "returned": "退回",
            "withdrawn": "撤回",
            "public": "公开",
        }.items():
            with self.subTest(state):
                self.assertEqual(self.titles(state=state), {title})

    def test_a_public_post_whose_change_is_reviewed_is_both(self):
        post = PostFactory(unit=self.unit, text="原来的话", owner=self.editor)
        content = {"text": "改过的话", "category": self.category, "correction": "说错了话"}
        save_draft(post_id=post.pk, author=self.editor, **content)
        submit_post(post_id=post.pk, user=self.editor)
        for state in ["public", "in_review"]:
            with self.subTest(state):
                self.assertEqual(self.titles(state=state), {"改过的话"})

    def test_category_author_and_words_narrow_it(self):
        colleague = MemberFactory(self.unit, last_name="陈")
        self.draft("停水通知")
        self.draft("停电通知", category=self.other_category)
        draft_post(unit=self.unit, author=colleague, text="停气通知", category=self.category)
        for query, expected in [
            ({"category": self.other_category.pk}, {"停电通知"}),
            ({"owner": colleague.pk}, {"停气通知"}),
            ({"q": "停水"}, {"停水通知"}),
            ({"q": "%"}, set()),
            ({"q": "'\""}, set()),
            (
                {
                    "changed_at_from": "2000-01-01",
                    "changed_at_to": "2000-01-02",
                },
                set(),
            ),
        ]:
            with self.subTest(query):
                self.assertEqual(self.titles(**query), expected)

    def test_bad_filters_are_no_error(self):
        self.draft("停水通知")
        for query in [
            {"state": "x"},
            {"category": "x"},
            {"owner": "999999"},
            {"unit": "x"},
            {"p": "x"},
            {"ordering": "x"},
        ]:
            with self.subTest(query):
                self.assertEqual(self.client.get(reverse("posts:index"), query).status_code, 200)

    def test_it_holds_posts_and_people_of_ones_own_units_only(self):
        stranger = UnitFactory(title="别的单位")
        person = MemberFactory(stranger, last_name="王", first_name="外人")
        draft_post(unit=stranger, author=person, text="别家的草稿")
        PostFactory(unit=stranger, text="别家公开的话")
        self.draft("自己的话")

        page = self.client.get(reverse("posts:index")).text

        for words in ["别家", "别的单位", "王外人"]:
            self.assertNotIn(words, page)
        self.assertEqual(self.titles(unit=stranger.pk), {"自己的话"})

    def test_the_hall_desk_sees_all_units_and_filters_by_them(self):
        self.draft("自己的话")
        other = UnitFactory()
        PostFactory(unit=other, text="别家公开的话")
        self.client.force_login(HallDeskFactory())
        self.assertEqual(self.titles(), {"自己的话", "别家公开的话"})
        self.assertEqual(self.titles(unit=other.pk), {"别家公开的话"})

    def test_it_is_in_the_menu_of_those_with_a_unit(self):
        for person, finds_it in [
            (self.editor, True),
            (MemberFactory(self.unit, Role.LIAISON), True),
            (MemberFactory(None, Role.CITY_OFFICE), False),
        ]:
            with self.subTest(person):
                self.client.force_login(person)
                home = self.client.get(reverse("wagtailadmin_home")).text
                self.assertEqual(reverse("posts:index") in home, finds_it)

    def test_it_costs_the_same_for_one_of_each_or_six(self):
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("posts:index")), self.one_of_each_state, more=2
        )
