from datetime import timedelta

from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import Category, PostPage
from hall.review.services import approve
from hall.services import draft_post, save_draft, submit_post
from portal.core.models import PortalImage, PortalMedia
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
    step_of,
)
from tests.fresh_start import FreshStart
from units.enums import Role
from units.services import ensure_collection

KEPT = "正在审核的博文带着这个文件"


class DeletingFilesTests(FreshStart, TransactionTestCase):
    """What reviewers look at, and what they are about to, is not deleted from under them."""

    def setUp(self):
        self.unit = UnitFactory(title="平安河源")
        self.editor = MemberFactory(self.unit)
        self.reviewer = MemberFactory(self.unit, Role.REVIEWER)
        collection = ensure_collection(unit=self.unit)
        self.image = ImageFactory(title="抢修现场", collection=collection)
        self.clip = MediaFactory(title="现场采访", collection=collection)
        self.client.force_login(self.editor)

    def changed_post(self, **files):
        """Return a public post whose newest version, which readers do not see yet, carries these files."""
        category = category_of(1)
        fields = {"author": self.editor, "text": "今晚停水", "category": category}
        post = draft_post(unit=self.unit, **fields)
        submit_post(post_id=post.pk, user=self.editor)
        step = PostPage.objects.get(pk=post.pk).current_workflow_task_state
        approve(task_state_id=step.pk, reviewer=self.reviewer)
        return save_draft(post_id=post.pk, correction="补图", **fields, **files)

    def doors(self):
        """Yield (model, address) of every way to delete the two files."""
        bulk = reverse("wagtail_bulk_action", args=["core", "portalimage", "delete"])
        yield PortalImage, reverse("wagtailimages:delete", args=[self.image.pk])
        yield PortalImage, f"{bulk}?id={self.image.pk}"
        yield PortalImage, reverse("wagtailimages:delete_multiple", args=[self.image.pk])
        yield PortalMedia, reverse("wagtailmedia:delete", args=[self.clip.pk])

    def assertStays(self, model, address):
        ajax = {"x-requested-with": "XMLHttpRequest"} if "multiple" in address else {}
        with self.subTest(address):
            response = self.client.post(address, follow=True, headers=ajax)
            said = response.json()["errors"][0] if ajax else response.text
            self.assertIn(KEPT, said)
            self.assertTrue(model.objects.exists())

    def test_a_file_of_a_version_that_is_not_public_stays(self):
        self.changed_post(pictures=[(ImageFactory(), ""), (self.image, "第二张")])
        self.changed_post(media=self.clip)
        for person in [self.editor, HallDeskFactory()]:
            self.client.force_login(person)
            for model, address in self.doors():
                self.assertStays(model, address)

    def test_a_file_under_review_stays(self):
        for files in [{"pictures": [(self.image, "")]}, {"media": self.clip}]:
            submit_post(post_id=self.changed_post(**files).pk, user=self.editor)
        for model, address in self.doors():
            self.assertStays(model, address)

    def test_a_clip_that_a_public_post_shows_stays_too(self):
        PostPage.objects.filter(pk=self.changed_post().pk).update(media=self.clip)
        address = reverse("wagtailmedia:delete", args=[self.clip.pk])
        self.assertContains(self.client.post(address, follow=True), "仍在使用")
        self.assertTrue(PortalMedia.objects.exists())

    def test_what_no_post_carries_any_more_is_deleted(self):
        post = self.changed_post(pictures=[(self.image, "")])
        fields = {"author": self.editor, "text": "今晚停水", "category": Category.objects.first()}
        save_draft(post_id=post.pk, **fields)
        self.client.post(reverse("wagtailimages:delete", args=[self.image.pk]))
        self.client.post(reverse("wagtailmedia:delete", args=[self.clip.pk]))
        self.assertFalse(PortalImage.objects.exists() or PortalMedia.objects.exists())


class RecroppingTests(TestCase):
    """The focal point of a picture decides what its small shapes show."""

    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.image = ImageFactory(title="抢修现场", collection=ensure_collection(unit=cls.unit))

    def recrop(self, title="抢修现场"):
        self.client.force_login(self.editor)
        focal_point = {f"focal_point_{name}": 8 for name in ["x", "y", "width", "height"]}
        form = {"title": title, "collection": self.image.collection_id, "tags": "", **focal_point}
        return self.client.post(reverse("wagtailimages:edit", args=[self.image.pk]), form, follow=True)

    def assertStays(self, reason):
        self.assertContains(self.recrop(), reason)
        self.image.refresh_from_db()
        self.assertIsNone(self.image.focal_point_x)

    def test_it_stays_while_a_public_post_shows_the_picture(self):
        PostFactory(unit=self.unit, pictures=[self.image])
        self.assertStays("公开的博文用了这张图片")

    def test_it_stays_while_a_version_with_the_picture_is_reviewed(self):
        SubmittedPostFactory(unit=self.unit, author=self.editor, pictures=[(self.image, "路面")])
        self.assertStays("送审的博文用了这张图片")

    def test_it_stays_while_the_picture_waits_for_its_hour(self):
        content = {"text": "明早通车", "category": category_of(1), "pictures": [(self.image, "路面")]}
        planned = timezone.now() + timedelta(days=1)
        post = draft_post(unit=self.unit, author=self.editor, go_live_at=planned, **content)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))
        self.assertStays("送审的博文用了这张图片")

    def test_nobody_has_looked_at_a_draft(self):
        draft_post(unit=self.unit, author=self.editor, text="草稿", pictures=[(self.image, "路面")])
        self.recrop(title="新的标题")
        self.image.refresh_from_db()
        self.assertEqual((self.image.focal_point_x, self.image.title), (8, "新的标题"))

    def test_a_title_that_readers_never_see_may_change(self):
        PostFactory(unit=self.unit, pictures=[self.image])
        self.image.title = "新的标题"
        self.image.save()
        self.assertEqual(PortalImage.objects.get().title, "新的标题")
