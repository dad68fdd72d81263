from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import TestCase
from django.urls import reverse

from hall.categories import ensure_categories
from hall.models import Category, CategoryRule
from tests.factories import CategoryFactory, SubmittedPostFactory, UserFactory


class CategoryRuleTests(TestCase):
    def test_a_rule_is_written_down_with_the_category(self):
        category = CategoryFactory(name="停水停电", levels=2, unit_hours=2, desk_hours=3, office_hours=5)

        rule = category.rules.get()
        self.assertEqual((rule.number, rule.levels, rule.hours), (1, 2, [2, 3, 5]))

    def test_the_shipped_categories_bring_theirs_and_an_emergency_is_quicker(self):
        ensure_categories()

        self.assertEqual(CategoryRule.objects.count(), 6)
        self.assertEqual(Category.objects.get(name="便民").rules.get().hours, [4, 4, 8])
        self.assertEqual(Category.objects.get(name="应急").rules.get().hours, [1, 1, 2])

    def test_a_changed_rule_is_the_next_version_and_the_one_before_stays(self):
        category = CategoryFactory(levels=1)
        for changes in [{"levels": 3}, {"unit_hours": 1}, {"levels": 1, "unit_hours": 4}]:
            Category.objects.filter(pk=category.pk).update(**changes)
            Category.objects.get(pk=category.pk).save()

        found = [(rule.number, rule.levels, rule.unit_hours) for rule in category.rules.order_by("number")]
        self.assertEqual(found, [(1, 1, 4), (2, 3, 4), (3, 3, 1), (4, 1, 4)])

    def test_what_is_no_rule_makes_no_version(self):
        category = CategoryFactory()
        category.name, category.guidance = "办事指南", "写清电话。"
        category.save()

        self.assertEqual(category.rules.count(), 1)

    def test_it_is_written_once(self):
        rule = CategoryFactory().rules.get()
        rule.levels = 3
        rules = CategoryRule.objects.all()
        for act in [rule.save, rule.delete, rules.delete, partial(rules.update, levels=3)]:
            with self.subTest(str(act)), self.assertRaises(TypeError):
                act()

    def test_it_goes_with_its_category(self):
        category = CategoryFactory()
        category.delete()

        self.assertFalse(CategoryRule.objects.filter(category=category.pk).exists())

    def test_two_never_have_one_number(self):
        category = CategoryFactory()
        with self.assertRaises(IntegrityError), transaction.atomic():
            CategoryRule.objects.create(category=category, number=1)

    def test_a_rule_that_a_review_was_routed_by_keeps_its_category(self):
        category = SubmittedPostFactory(text="今晚停水。").category
        with self.assertRaises(ProtectedError):
            category.delete()
        unused = CategoryFactory(name="没用过")
        unused.delete()
        self.assertFalse(CategoryRule.objects.filter(category__name="没用过").exists())

    def test_no_step_is_left_without_time(self):
        for name in ["unit_hours", "desk_hours", "office_hours"]:
            with self.subTest(name), self.assertRaises(IntegrityError), transaction.atomic():
                CategoryFactory(**{name: 0})


class CategoryScreenTests(TestCase):
    def setUp(self):
        self.admin = UserFactory(superuser=True)
        self.client.force_login(self.admin)
        self.category = CategoryFactory(name="天气", levels=1)
        self.address = reverse("wagtailsnippets_hall_category:edit", args=[self.category.pk])

    def typed(self, **fields):
        return {
            "name": "天气",
            "levels": 1,
            "unit_hours": 4,
            "desk_hours": 4,
            "office_hours": 8,
            "colour": "lake",
            "sort_order": 0,
            **fields,
        }

    def test_who_changes_the_hours_is_kept_with_the_new_version(self):
        self.client.post(self.address, self.typed(unit_hours=2))

        rule = self.category.rules.last()
        self.assertEqual((rule.number, rule.unit_hours, rule.changed_by), (2, 2, self.admin))

    def test_hours_that_are_none_are_refused_in_words_and_nothing_typed_is_lost(self):
        for hours in ["0", "-3", "四", "9" * 30]:
            with self.subTest(hours):
                page = self.client.post(self.address, self.typed(unit_hours=hours, guidance="写清电话"))
                self.assertContains(page, "写清电话")
                self.assertEqual(self.category.rules.count(), 1)
