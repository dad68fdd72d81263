"""A version outlives what it points at: a category, a file that a restored backup has lost."""

from django.test import TestCase
from django.urls import reverse

from hall.models import Category, CategoryRule, PostPage
from hall.review.services import approve
from hall.services import save_draft, submit_post
from tests.factories import (
    CategoryFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    step_of,
)
from units.enums import Role
from units.services import ensure_collection


def lose(item):
    """Take a row away, and what cannot be without it, as a restored backup does, which asks no rule."""
    sets = [type(item).objects.filter(pk=item.pk)]
    if isinstance(item, Category):
        sets.insert(0, CategoryRule.objects.filter(category=item))
    for rows in sets:
        rows._raw_delete(rows.db)


class VersionsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.own = {"collection": ensure_collection(unit=cls.unit), "uploaded_by_user": cls.editor}
        cls.post = PostFactory(unit=cls.unit, owner=cls.editor, text="公开的话")

    def change(self, **fields):
        content = {"text": "改一改", "category": self.post.category, "correction": "配图", **fields}
        save_draft(post_id=self.post.pk, author=self.editor, **content)

    def assertCanBeWrittenOn(self):
        self.client.force_login(self.editor)
        for name in ["hall_compose_post", "wagtailadmin_pages:edit", "wagtailadmin_pages:history"]:
            with self.subTest(name):
                page = self.client.get(reverse(name, args=[self.post.pk]))
                self.assertContains(page, "改一改")

    def test_a_lost_clip_is_missing_and_nothing_else(self):
        clip = MediaFactory(**self.own)
        self.change(media=clip)
        lose(clip)
        self.assertCanBeWrittenOn()

    def test_a_lost_picture_is_missing_and_the_others_stay(self):
        gone, kept = ImageFactory(**self.own), ImageFactory(**self.own)
        self.change(pictures=[(gone, "一"), (kept, "二")])
        lose(gone)
        self.assertCanBeWrittenOn()
        newest = PostPage.objects.get(pk=self.post.pk).get_latest_revision_as_object()
        self.assertEqual([picture.image for picture in newest.pictures.all()], [kept])

    def test_a_lost_category_asks_for_another_one(self):
        category = CategoryFactory()
        self.change(category=category)
        lose(category)
        self.assertCanBeWrittenOn()

    def test_a_review_goes_on_without_a_lost_picture(self):
        gone = ImageFactory(**self.own)
        self.change(pictures=[(gone, "一")])
        submit_post(post_id=self.post.pk, user=self.editor)
        lose(gone)
        approve(task_state_id=step_of(self.post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))
        self.assertEqual(PostPage.objects.get(pk=self.post.pk).text, "改一改")
