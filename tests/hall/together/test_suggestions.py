from datetime import timedelta
from unittest.mock import patch

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import Category, HallPage, SuggestionAside
from hall.together.services import carry_post, put_aside
from hall.together.suggestions import suggestions
from home.services import ensure_portal
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import MemberFactory, PostFactory, UnitFactory, category_of
from units.enums import Role
from units.services import follow_units


class SuggestionTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        ensure_portal()
        cls.plain = category_of(1)
        cls.unit = UnitFactory(title="平安河源", code="GAJ")
        cls.editor = MemberFactory(cls.unit)
        cls.weather, cls.water, cls.fire = (
            UnitFactory(title=f"河源{name}") for name in ["气象", "水务", "消防"]
        )
        cls.stranger = UnitFactory(title="没有关注的单位")
        follow_units(
            follower=cls.unit,
            units=[cls.weather, cls.water, cls.fire],
            by=cls.editor,
            now=timezone.now(),
        )

    def setUp(self):
        self.client.force_login(self.editor)

    def post(self, unit=None, text="今天的事", **fields):
        return PostFactory(
            unit=unit or self.weather, text=text, category=fields.pop("category", self.plain), **fields
        )

    def suggested(self):
        return {entry.post_id: entry.reasons for entry in suggestions(self.unit, timezone.now())}

    def assertSuggested(self, post, reason):
        self.assertIn(post.pk, self.suggested())
        self.assertIn(reason, " ".join(self.suggested()[post.pk]))


class RuleTests(SuggestionTestCase):
    def test_an_ordinary_post_is_not_suggested(self):
        self.post()

        self.assertEqual(self.suggested(), {})

    def test_what_the_head_account_says(self):
        HallPage.objects.update(head=self.weather)

        self.assertSuggested(self.post(), "主账号")

    def test_what_all_units_pass_on(self):
        category = Category.objects.get(name="应急")

        self.assertSuggested(self.post(category=category), "“应急”")

    def test_what_names_us_and_not_what_names_another(self):
        UnitFactory(title="平安河源分局")
        named = self.post(text="请@平安河源，帮忙转发")
        self.post(text="请街坊来信：someone@heyuan.example")

        self.assertSuggested(named, "@平安河源")
        self.assertEqual(len(self.suggested()), 1)

    def test_what_several_units_speak_of_and_we_do_not(self):
        posts = [self.post(unit, "#防汛不松劲# 出门带伞") for unit in [self.weather, self.water]]
        self.assertEqual(self.suggested(), {})

        posts.append(self.post(self.stranger, "#防汛不松劲# 也在"))
        self.assertSuggested(posts[0], "#防汛不松劲#")
        self.assertNotIn(posts[2].pk, self.suggested())
        self.post(self.unit, "#防汛不松劲# 我们也在")
        self.assertEqual(self.suggested(), {})

    def test_what_many_have_passed_on(self):
        post = self.post()
        for unit in [self.water, self.fire]:
            self.post(unit, "转", repost_of=post)
        self.assertEqual(self.suggested(), {})
        self.post(self.stranger, "转", repost_of=post)

        self.assertSuggested(post, "3")

    def test_what_presses_most_comes_first(self):
        named = self.post(text="@平安河源 看看")
        HallPage.objects.update(head=self.water)
        of_head = self.post(self.water, "河源发布的话")
        newest = self.post(text="@平安河源 再看看")

        self.assertEqual(list(self.suggested()), [of_head.pk, newest.pk, named.pk])

    def test_what_presses_most_is_not_crowded_out_in_a_loud_week(self):
        HallPage.objects.update(head=self.water)
        of_head = self.post(unit=self.water, published_at=timezone.now() - timedelta(days=6))
        for _number in range(3):
            self.post(text="@平安河源 看看")
        with patch("hall.together.suggestions.MOST", 2):
            page = self.client.get(reverse("together_suggestions", args=["GAJ"]))

        self.assertEqual(len(page.context["entries"]), 2)
        self.assertEqual(page.context["entries"][0].post_id, of_head.pk)


class LeavingTests(SuggestionTestCase):
    def setUp(self):
        super().setUp()
        self.named = self.post(text="@平安河源 看看")
        self.address = reverse("together_suggestions", args=["GAJ"])

    def press(self, action, **fields):
        address = reverse("together_suggestion", args=["GAJ", self.named.pk])
        return self.client.post(address, {"action": action, **fields})

    def test_what_we_have_passed_on_is_suggested_no_more(self):
        carry_post(original=self.named, unit=self.unit, by=self.editor)

        self.assertEqual(self.suggested(), {})

    def test_what_is_a_week_old_is_suggested_no_more(self):
        later = timezone.now() + timedelta(days=8)

        self.assertEqual(suggestions(self.unit, later), [])

    def test_it_is_put_aside_and_taken_up_again(self):
        self.press("aside")
        self.assertEqual(self.suggested(), {})
        page = self.client.get(self.address)
        self.assertEqual([entry.post_id for entry in page.context["aside"]], [self.named.pk])

        self.press("again")
        self.assertSuggested(self.named, "@平安河源")

    def test_it_is_put_aside_for_one_unit_only_and_by_its_people(self):
        follow_units(
            follower=self.fire, units=[self.weather], by=MemberFactory(self.fire), now=timezone.now()
        )
        liaison = MemberFactory(self.unit, Role.LIAISON)
        for person in [liaison, MemberFactory(self.fire)]:
            with self.assertRaises(Refused):
                put_aside(unit=self.unit, post=self.named, by=person, now=timezone.now())

    def test_it_is_put_aside_once(self):
        self.press("aside")
        self.press("aside")
        with self.assertRaises(IntegrityError), transaction.atomic():
            SuggestionAside.objects.create(unit=self.unit, post=self.named, at=timezone.now())

        self.assertEqual(SuggestionAside.objects.count(), 1)

    def test_the_home_page_shows_it_with_its_reason_and_takes_the_click(self):
        home = reverse("wagtailadmin_home")
        self.assertContains(self.client.get(home), "点名了我们")

        answer = self.press("carry", next=home)

        self.assertRedirects(answer, home)
        self.assertNotContains(self.client.get(home), "点名了我们")

    def test_the_list_costs_the_same_for_one_or_six(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.address), lambda: self.post(text="#话题# @平安河源 看看")
        )
