from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from hall.models import Category, PostPage
from hall.services import draft_post, repost_post
from tests.assertions import HouseAssertions
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role
from units.services import ensure_collection


class EditorTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.category = Category.objects.first()
        cls.collection = ensure_collection(unit=cls.unit)
        cls.foreign = ensure_collection(unit=UnitFactory(title="别的单位"))

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, post=None, pictures=(), rows=None, **fields):
        """Send the editor's form; `pictures` are (image, words), `rows` the whole formset instead."""
        new = [{"image": image.pk, "alt_text": words} for image, words in pictures]
        typed = {
            "text": "今晚停水，请街坊存水。",
            "category": self.category.pk,
            "media": "",
            "location": "",
            "pictures": rows or inline_formset(new),
            "comments": inline_formset([]),
            **fields,
        }
        address = (
            reverse("wagtailadmin_pages:edit", args=[post.pk])
            if post
            else reverse("wagtailadmin_pages:add", args=["hall", "postpage", self.unit.pk])
        )
        return self.client.post(address, nested_form_data(typed))

    def assertBack(self, response, *fields):
        self.assertEqual(response.status_code, 200)
        self.assertEqual(set(response.context["form"].errors), set(fields))


class EditorTests(HouseAssertions, EditorTestCase):
    def test_it_begins_a_post_for_those_who_write_for_this_very_unit(self):
        below = UnitFactory(parent=self.unit)
        for person, may in [
            (self.editor, True),
            (MemberFactory(self.unit, Role.REVIEWER), True),
            (HallDeskFactory(), True),
            (MemberFactory(self.unit, Role.LIAISON), False),
            (MemberFactory(below), False),
        ]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.send(**{"action-submit": "1"})
                self.assertEqual(PostPage.objects.filter(owner=person).exists(), may)

    def test_it_begins_none_for_a_unit_below(self):
        below = UnitFactory(parent=self.unit)
        fields = {"text": "替下级写", "category": self.category.pk, "media": "", "location": ""}
        self.client.post(
            reverse("wagtailadmin_pages:add", args=["hall", "postpage", below.pk]),
            nested_form_data({**fields, "pictures": inline_formset([]), "comments": inline_formset([])}),
        )
        self.assertFalse(PostPage.objects.exists())

    def test_the_unit_above_neither_changes_nor_deletes_the_posts_of_a_unit_below(self):
        below = UnitFactory(parent=self.unit)
        writer = MemberFactory(below)
        post = draft_post(unit=below, author=writer, text="派出所今晚值班。", category=self.category)
        addresses = [
            reverse("wagtailadmin_pages:edit", args=[post.pk]),
            reverse("wagtailadmin_pages:delete", args=[post.pk]),
            reverse("hall_compose_post", args=[post.pk]),
        ]

        for address in addresses:
            with self.subTest(address):
                self.assertNotContains(self.client.get(address, follow=True), "派出所今晚值班。")
        self.send(post, **{"action-submit": "1"})
        self.client.post(addresses[1])

        post.refresh_from_db()
        self.assertEqual(post.get_latest_revision_as_object().text, "派出所今晚值班。")
        self.assertFalse(post.workflow_in_progress)
        self.client.force_login(writer)
        self.assertContains(self.client.get(addresses[0]), "派出所今晚值班。")

    def test_a_post_has_no_day_of_expiry(self):
        tomorrow = timezone.localtime() + timedelta(days=1)
        self.send(expire_at="2099-01-01 10:00", go_live_at=f"{tomorrow:%Y-%m-%d %H:%M}")

        post = PostPage.objects.get().get_latest_revision_as_object()
        self.assertIsNone(post.expire_at)
        self.assertIsNotNone(post.go_live_at)

    def test_it_derives_title_and_address_and_keeps_all_that_was_written(self):
        image = ImageFactory(collection=self.collection)
        self.send(
            text="【停水通知】今晚\u202e停水。\r\n\r\n\r\n谢谢",
            location="新江路",
            pictures=[(image, "抢修现场")],
        )

        post = PostPage.objects.get()
        self.assertEqual((post.title, post.text), ("停水通知", "【停水通知】今晚停水。\n\n谢谢"))
        self.assertRegex(post.slug, "^[a-z2-9]{8}$")
        self.assertEqual([(row.image, row.alt_text) for row in post.pictures.all()], [(image, "抢修现场")])

    def test_a_draft_may_wait_for_its_category_but_not_a_submission(self):
        self.send(category="")
        draft = PostPage.objects.get()
        self.assertIsNone(draft.category)

        self.assertBack(self.send(post=draft, category="", **{"action-submit": "1"}), "category")
        self.send(post=draft, **{"action-submit": "1"})
        self.assertTrue(PostPage.objects.get().workflow_in_progress)

    def test_an_abandoned_form_leaves_nothing(self):
        self.assertBack(self.send(text=" \u200b\n", category=""), "text")
        self.assertFalse(PostPage.objects.exists())

    def test_text_over_the_limit_comes_back_whole(self):
        text = "长" * 5001
        response = self.send(text=text)
        self.assertBack(response, "text")
        self.assertContains(response, text)
        self.send(text="行\r\n" * 2499 + "末尾")
        self.assertEqual(len(PostPage.objects.get().text), 5000)

    def test_a_forged_category_is_refused_in_words(self):
        for forged in ["999999", "x", "9" * 40]:
            with self.subTest(forged):
                self.assertBack(self.send(category=forged, **{"action-submit": "1"}), "category")
        self.assertFalse(PostPage.objects.exists())

    def test_pictures_and_a_clip_together_are_refused(self):
        image, clip = ImageFactory(collection=self.collection), MediaFactory(collection=self.collection)
        self.assertBack(self.send(media=clip.pk, pictures=[(image, "")]), "media")
        self.assertFalse(PostPage.objects.exists())

    def test_ten_pictures_are_refused(self):
        image = ImageFactory(collection=self.collection)
        response = self.send(pictures=[(image, "")] * 10)
        self.assertEqual(response.status_code, 200)
        self.assertFalse(PostPage.objects.exists())

    def test_a_repost_names_its_original_and_needs_no_words(self):
        original = PostFactory(text="今晚有暴雨")
        draft = repost_post(original=original, unit=self.unit, author=self.editor)
        page = self.client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        self.assertContains(page, "今晚有暴雨")
        self.send(post=draft, text="", repost_of="")
        self.assertEqual(
            PostPage.objects.get(pk=draft.pk).get_latest_revision_as_object().repost_of, original
        )

    def test_the_explorer_of_a_unit_costs_the_same_for_one_draft_or_six(self):
        def one_more():
            draft_post(unit=self.unit, author=self.editor, text="草稿", category=self.category)

        for person in [self.editor, MemberFactory(self.unit, Role.REVIEWER), HallDeskFactory()]:
            with self.subTest(person):
                self.client.force_login(person)
                explorer = reverse("wagtailadmin_explore", args=[self.unit.pk])
                self.assertQueriesDoNotGrow(lambda address=explorer: self.client.get(address), one_more)


class ForeignFileTests(EditorTestCase):
    """Choosers only hide what one may not use: the form itself refuses it, and tells nothing of it."""

    def assertTellsNothing(self, response):
        self.assertEqual(response.status_code, 200)
        self.assertNotContains(response, "密令")
        self.assertNotIn("密令".encode("ascii", "backslashreplace"), response.content)

    def test_another_units_picture_is_refused(self):
        image = ImageFactory(title="密令图", collection=self.foreign)
        self.assertTellsNothing(self.send(pictures=[(image, "冒用")]))
        self.assertFalse(PostPage.objects.exists())

    def test_another_units_clip_is_refused(self):
        clip = MediaFactory(title="密令片", collection=self.foreign)
        self.assertTellsNothing(self.send(media=clip.pk))
        self.assertFalse(PostPage.objects.exists())

    def test_what_is_no_key_at_all_is_refused(self):
        for forged in ["x", "999999", "9" * 40, "-1"]:
            with self.subTest(forged):
                self.assertBack(self.send(media=forged), "media")
                rows = inline_formset([{"image": forged, "alt_text": ""}])
                self.assertEqual(self.send(rows=rows).status_code, 200)
        self.assertFalse(PostPage.objects.exists())

    def test_preview_refuses_them_too(self):
        draft = draft_post(unit=self.unit, author=self.editor, text="草稿", category=self.category)
        image = ImageFactory(title="密令图", collection=self.foreign)
        typed = nested_form_data(
            {
                "text": "看看",
                "category": self.category.pk,
                "media": "",
                "location": "",
                "pictures": inline_formset([{"image": image.pk, "alt_text": ""}]),
                "comments": inline_formset([]),
            }
        )
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
        self.assertFalse(self.client.post(address, typed).json()["is_valid"])

    def test_a_picture_that_is_there_already_stays(self):
        image = ImageFactory(collection=self.foreign)
        post = PostFactory(unit=self.unit, live=False, pictures=[image])
        row = PostPage.objects.get().pictures.get()
        rows = inline_formset([{"id": row.pk, "image": image.pk, "alt_text": "新的说明"}], initial=1)
        self.send(post=post, rows=rows)
        newest = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        self.assertEqual([row.alt_text for row in newest.pictures.all()], ["新的说明"])

    def test_ones_own_upload_and_the_hall_desk_pass(self):
        image = ImageFactory(collection=self.foreign, uploaded_by_user=self.editor)
        self.send(pictures=[(image, "")])
        self.client.force_login(HallDeskFactory())
        self.send(pictures=[(ImageFactory(collection=self.foreign), "")])
        self.assertEqual(PostPage.objects.count(), 2)

    def test_another_units_picture_is_no_avatar(self):
        image = ImageFactory(title="密令图", collection=self.foreign)
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        typed = nested_form_data(
            {
                "title": "平安河源",
                "official_name": "河源市公安局",
                "kind": "institution",
                "mark": "平",
                "avatar": image.pk,
                "introduction": "",
                "comments": inline_formset([]),
            }
        )
        self.assertTellsNothing(
            self.client.post(reverse("wagtailadmin_pages:edit", args=[self.unit.pk]), typed)
        )
