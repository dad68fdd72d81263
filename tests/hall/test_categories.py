"""Categories come and go; what was filed under one keeps it."""

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import Category, PostPage
from hall.review.models import ReviewPlan
from hall.review.services import approve
from hall.services import draft_post, repost_post, save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.factories import (
    CategoryFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from tests.hall.review.editor_form import editor_form
from units.enums import Role

STAYS = "请改为停用"


class CategoryTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.desk = HallDeskFactory()
        cls.category = CategoryFactory(name="防汛", sort_order=99)
        cls.other = category_of(1)

    def draft(self, **fields):
        return draft_post(
            **{
                "unit": self.unit,
                "author": self.editor,
                "text": "今晚停水",
                "category": self.category,
                **fields,
            }
        )

    def public(self, **fields):
        return PostFactory(**{"unit": self.unit, "owner": self.editor, "category": self.category, **fields})

    def retire(self):
        self.category.is_retired = True
        self.category.save()


class DeleteTests(CategoryTestCase):
    def doors(self):
        bulk = reverse("wagtail_bulk_action", args=["hall", "category", "delete"])
        return [
            reverse("wagtailsnippets_hall_category:delete", args=[self.category.pk]),
            f"{bulk}?id={self.category.pk}",
        ]

    def assertStays(self):
        for person in [self.desk, UserFactory(superuser=True)]:
            self.client.force_login(person)
            for address in self.doors():
                for act in [self.client.get, self.client.post]:
                    self.assertContains(act(address, follow=True), STAYS)
        self.assertTrue(Category.objects.filter(pk=self.category.pk).exists())

    def test_it_stays_with_a_public_post(self):
        self.public()
        self.assertStays()

    def test_it_stays_with_a_draft(self):
        self.draft()
        self.assertStays()

    def test_it_stays_with_a_change_that_only_a_version_carries(self):
        post = self.public(category=self.other)
        save_draft(post_id=post.pk, author=self.editor, text="改一改", category=self.category)
        self.assertStays()

    def test_it_stays_with_a_post_under_review(self):
        submit_post(post_id=self.draft().pk, user=self.editor)
        self.assertStays()

    def test_it_stays_with_a_withdrawn_post(self):
        withdraw_post(post_id=self.public().pk, by=self.desk, reason="写错了", now=timezone.now())
        self.assertStays()

    def test_the_deletion_itself_asks(self):
        post = self.public(category=self.other)
        save_draft(post_id=post.pk, author=self.editor, text="改一改", category=self.category)
        with self.assertRaises(Refused):
            Category.objects.filter(pk=self.category.pk).delete()

    def test_one_that_nothing_has_goes_and_old_versions_open_without_it(self):
        post = self.draft()
        old = post.latest_revision
        save_draft(post_id=post.pk, author=self.editor, text="改一改", category=self.other)
        self.client.force_login(self.desk)
        self.client.post(self.doors()[0])
        self.assertFalse(Category.objects.filter(pk=self.category.pk).exists())
        for name in ["revisions_revert", "revisions_view"]:
            with self.subTest(name):
                page = self.client.get(reverse(f"wagtailadmin_pages:{name}", args=[post.pk, old.pk]))
                self.assertContains(page, "今晚停水")

    def test_a_version_whose_category_a_restored_backup_has_lost_is_not_published(self):
        post = self.draft()
        submit_post(post_id=post.pk, user=self.editor)
        PostPage.objects.update(category=self.other)
        ReviewPlan.objects.update(rule=None)
        for rows in [self.category.rules.all(), Category.objects.filter(pk=self.category.pk)]:
            rows._raw_delete(rows.db)
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        self.assertContains(self.client.get(reverse("review_post", args=[post.pk])), "今晚停水")
        with self.assertRaisesMessage(Refused, "请另选一个"):
            post.latest_revision.publish(skip_permission_checks=True)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)


class RetiredTests(CategoryTestCase):
    def assertOffered(self, address, is_offered):
        with self.subTest(address):
            value = f'value="{self.category.pk}"'
            self.client.force_login(self.editor)
            page = self.client.get(address).text
            self.assertIn(f'name="category" value="{self.other.pk}"', page)
            self.assertEqual(f'name="category" {value}' in page, is_offered)

    def test_no_new_post_is_offered_it(self):
        self.retire()
        self.assertOffered(reverse("hall_compose"), False)
        self.assertOffered(reverse("wagtailadmin_home"), False)
        self.assertOffered(reverse("wagtailadmin_pages:add", args=["hall", "postpage", self.unit.pk]), False)

    def test_a_post_that_has_it_keeps_it(self):
        drafts = [self.draft(), self.public(category=self.other)]
        save_draft(post_id=drafts[1].pk, author=self.editor, text="改一改", category=self.category)
        self.retire()
        for post in drafts:
            self.assertOffered(reverse("hall_compose_post", args=[post.pk]), True)
            self.assertOffered(reverse("wagtailadmin_pages:edit", args=[post.pk]), True)
            content = {"text": "再改", "category": self.category, "correction": "时间写错了"}
            save_draft(post_id=post.pk, author=self.editor, **content)
            submit_post(post_id=post.pk, user=self.editor)
            approve(task_state_id=step_of(post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))
            self.assertEqual(PostPage.objects.get(pk=post.pk).category, self.category)

    def test_other_posts_are_refused_it_whoever_asks(self):
        post = self.draft(category=self.other)
        self.retire()
        with self.assertRaisesMessage(Refused, "防汛"):
            self.draft()
        with self.assertRaisesMessage(Refused, "防汛"):
            save_draft(post_id=post.pk, author=self.desk, text="改", category=self.category)

    def test_a_form_that_was_open_all_the_while_loses_nothing(self):
        post = self.draft(category=self.other)
        self.retire()
        self.client.force_login(self.editor)
        typed = {"unit": self.unit.pk, "text": "写了很久", "category": self.category.pk, "action": "draft"}
        for address in [reverse("hall_compose"), reverse("hall_compose_post", args=[post.pk])]:
            with self.subTest(address):
                self.assertContains(self.client.post(address, typed), "写了很久")
        fields = editor_form(self.category, text="写了很久")
        edit = reverse("wagtailadmin_pages:edit", args=[post.pk])
        self.assertContains(self.client.post(edit, fields), "没有这个分类")

    def test_a_repost_chooses_anew(self):
        original = PostFactory(category=self.category)
        self.retire()
        draft = repost_post(original=original, unit=self.unit, author=self.editor)
        self.assertIsNone(draft.category)

    def test_the_desk_retires_it_in_words(self):
        self.client.force_login(self.desk)
        hours = {"unit_hours": 4, "desk_hours": 4, "office_hours": 8}
        typed = {"name": "防汛", "levels": 1, **hours, "colour": "lake", "guidance": "", "sort_order": 0}
        edit = reverse("wagtailsnippets_hall_category:edit", args=[self.category.pk])
        self.client.post(edit, {**typed, "is_retired": "on"})
        self.category.refresh_from_db()
        self.assertTrue(self.category.is_retired)
        page = self.client.get(reverse("wagtailsnippets_hall_category:list"))
        self.assertRegex(page.text, r"<td[^>]*>\s*已停用")
