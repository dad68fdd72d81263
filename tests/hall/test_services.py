from django.core.exceptions import ValidationError
from django.test import TestCase

from hall.models import Category, PostPage
from hall.services import draft_post, repost_post, save_draft
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role


class DraftPostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)

    def test_a_draft_keeps_all_that_was_written(self):
        category, picture = Category.objects.first(), ImageFactory()
        post = draft_post(
            unit=self.unit,
            author=self.editor,
            text="【停水通知】今晚\u202e停水。\r\n\r\n\r\n\r\n谢谢",
            category=category,
            location="新江路",
            pictures=[(picture, "抢修\u202e现场")],
        )

        post = PostPage.objects.get(pk=post.pk)
        self.assertEqual(post.text, "【停水通知】今晚停水。\n\n谢谢")
        self.assertEqual((post.title, post.category, post.location), ("停水通知", category, "新江路"))
        self.assertEqual([(p.image, p.alt_text) for p in post.pictures.all()], [(picture, "抢修现场")])
        self.assertFalse(post.live)
        self.assertEqual(post.latest_revision.user, self.editor)

    def test_a_draft_may_wait_for_its_category(self):
        post = draft_post(unit=self.unit, author=self.editor, text="还没想好分类")
        self.assertIsNone(PostPage.objects.get(pk=post.pk).category)

    def test_several_drafts_stand_side_by_side(self):
        for text in ["一", "二", "三"]:
            draft_post(unit=self.unit, author=self.editor, text=text)
        self.assertEqual(PostPage.objects.child_of(self.unit).count(), 3)

    def test_what_cannot_be_kept_is_refused(self):
        for content in [
            {"text": " \n\u200b"},
            {"text": "长" * 5001},
            {"text": "好", "location": "远" * 61},
            {"text": "好", "media": MediaFactory(), "pictures": [(ImageFactory(), "")]},
            {"text": "好", "pictures": [(ImageFactory(), "")] * 10},
        ]:
            with self.subTest(content), self.assertRaises(ValidationError):
                draft_post(unit=self.unit, author=self.editor, **content)
        self.assertFalse(PostPage.objects.exists())

    def test_exactly_five_thousand_characters_are_kept(self):
        self.assertEqual(len(draft_post(unit=self.unit, author=self.editor, text="长" * 5000).text), 5000)

    def test_nobody_else_writes_for_the_unit(self):
        liaison = MemberFactory(self.unit, Role.LIAISON)
        for person in [MemberFactory(UnitFactory()), liaison]:
            with self.subTest(person), self.assertRaises(Refused):
                draft_post(unit=self.unit, author=person, text="冒名")


class SaveDraftTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor, cls.colleague = MemberFactory(cls.unit), MemberFactory(cls.unit)

    def test_pictures_are_replaced_in_their_new_order(self):
        first, second = ImageFactory(), ImageFactory()
        post = draft_post(
            unit=self.unit, author=self.editor, text="图", pictures=[(first, "一"), (second, "二")]
        )

        save_draft(post_id=post.pk, author=self.editor, text="图", pictures=[(second, "二"), (first, "一")])

        self.assertEqual([p.image for p in PostPage.objects.get(pk=post.pk).pictures.all()], [second, first])

    def test_a_live_post_keeps_what_readers_see(self):
        post = PostFactory(unit=self.unit, text="原来的话")

        save_draft(post_id=post.pk, author=self.editor, text="改过的话", category=post.category)

        post.refresh_from_db()
        self.assertEqual(post.text, "原来的话")
        self.assertEqual(post.get_latest_revision_as_object().text, "改过的话")
        self.assertTrue(post.has_unpublished_changes)

    def test_a_newer_version_of_a_colleague_is_not_overwritten_unread(self):
        post = draft_post(unit=self.unit, author=self.editor, text="一稿")
        seen = post.version
        save_draft(post_id=post.pk, author=self.colleague, text="同事改的", seen=seen)

        with self.assertRaisesMessage(Refused, str(self.colleague)):
            save_draft(post_id=post.pk, author=self.editor, text="我改的", seen=seen)

        newest = PostPage.objects.get(pk=post.pk)
        self.assertEqual(newest.text, "同事改的")
        save_draft(post_id=post.pk, author=self.editor, text="我改的", seen=newest.version)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "我改的")

    def test_another_units_post_is_not_changed(self):
        post = PostFactory(unit=self.unit, live=False, text="我们的话")
        with self.assertRaises(Refused):
            save_draft(post_id=post.pk, author=MemberFactory(UnitFactory()), text="你们的话")


class RepostPostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.original = PostFactory(text="原文")
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)

    def test_it_is_a_draft_that_names_its_original(self):
        post = repost_post(original=self.original, unit=self.unit, author=self.editor)
        self.assertEqual((post.repost_of, post.category), (self.original, self.original.category))
        self.assertFalse(post.live)

    def test_a_repost_of_a_repost_carries_the_first_original(self):
        repost = PostFactory(text="转发语", repost_of=self.original)
        post = repost_post(original=repost, unit=self.unit, author=self.editor)
        self.assertEqual(post.repost_of, self.original)
        self.assertEqual(post.text, f"//@{repost.unit.title}:转发语")

    def test_ones_own_a_withdrawn_and_a_strangers_are_refused(self):
        self_made = PostFactory(unit=self.unit)
        gone = PostFactory()
        gone.unpublish()
        for original, author in [
            (self_made, self.editor),
            (PostPage.objects.get(pk=gone.pk), self.editor),
            (self.original, MemberFactory(UnitFactory())),
        ]:
            with self.subTest(original), self.assertRaises(Refused):
                repost_post(original=original, unit=self.unit, author=author)

    def test_the_hall_desk_may_repost_for_a_unit(self):
        self.assertTrue(repost_post(original=self.original, unit=self.unit, author=HallDeskFactory()).pk)
