"""What people paste, forge and upload, through every door it could come in by."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from hall.models import Category, PostPage
from hall.review.services import approve
from hall.services import draft_post
from portal.core.models import PortalImage, PortalMedia
from tests.factories import MemberFactory, UnitFactory
from units.enums import Role
from units.services import ensure_collection

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202e倒着写\u202c"
HIDDEN = "停\u200b水\u2060通\ufeff知"
PILED = "水" + "\u0301" * 40
UNSEEN = ["\u202e", "\u202c", "\u200b", "\u2060", "\ufeff"]


class HostileTextTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.reviewer = MemberFactory(cls.unit, Role.REVIEWER)
        cls.category = Category.objects.filter(levels=1).first()
        cls.text = f"{SCRIPT}{TURNED}{HIDDEN}{PILED}"

    def compose(self, **fields):
        self.client.force_login(self.editor)
        typed = {"unit": self.unit.pk, "text": self.text, "category": self.category.pk, "location": TURNED}
        self.client.post(reverse("hall_compose"), {**typed, "action": "submit", **fields})
        return PostPage.objects.get()

    def assertHarmless(self, address, person=None):
        client = self.client_class()
        if person:
            client.force_login(person)
        page = client.get(address)
        self.assertEqual(page.status_code, 200)
        self.assertIn("倒着写", page.text)
        self.assertNotIn(SCRIPT, page.text)
        for character in UNSEEN:
            self.assertNotIn(character, page.text)
        self.assertNotIn("\u0301" * 4, page.text)

    def test_it_is_shown_harmlessly_to_those_who_write_and_review(self):
        post = self.compose()
        for address in [
            reverse("wagtailadmin_home"),
            reverse("posts:index"),
            reverse("wagtailadmin_explore", args=[self.unit.pk]),
            reverse("wagtailadmin_pages:history", args=[post.pk]),
            reverse("wagtailadmin_pages:edit", args=[post.pk]),
            reverse("review_post", args=[post.pk]),
            reverse("review_preview", args=[post.pk]),
        ]:
            with self.subTest(address):
                self.assertHarmless(address, self.editor)
        for address in [reverse("review_queue"), reverse("review_post", args=[post.pk])]:
            with self.subTest(address):
                self.assertHarmless(address, self.reviewer)

    def test_it_is_shown_harmlessly_to_the_public(self):
        post = self.compose()
        approve(task_state_id=post.current_workflow_task_state.pk, reviewer=self.reviewer)
        post.refresh_from_db()
        for address in [post.url, "/", "/hall/", self.unit.url]:
            with self.subTest(address):
                self.assertHarmless(address)

    def test_a_hostile_reason_is_text_too(self):
        post = self.compose()
        approve(task_state_id=post.current_workflow_task_state.pk, reviewer=self.reviewer)
        self.client.force_login(self.reviewer)
        self.client.post(reverse("hall_withdraw", args=[post.pk]), {"reason": self.text[:250]})
        page = self.client_class().get(post.url)
        self.assertContains(page, "倒着写", status_code=410)
        self.assertNotIn(SCRIPT, page.text)
        self.assertNotIn("\u202e", page.text)


class TwoAtOnceTests(TestCase):
    def test_two_who_submit_one_draft_from_two_screens_start_one_review(self):
        unit = UnitFactory()
        editor, colleague = MemberFactory(unit), MemberFactory(unit)
        category = Category.objects.first()
        draft = draft_post(unit=unit, author=editor, text="一稿", category=category)
        typed = {"text": "一稿", "category": category.pk}
        self.client.force_login(editor)
        self.client.post(
            reverse("hall_compose_post", args=[draft.pk]),
            {**typed, "unit": unit.pk, "action": "submit", "seen": draft.latest_revision_id},
        )
        form = nested_form_data(
            {
                **typed,
                "media": "",
                "location": "",
                "pictures": inline_formset([]),
                "comments": inline_formset([]),
                "action-submit": "1",
            }
        )
        self.client.force_login(colleague)
        self.client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)

        self.assertEqual(WorkflowState.objects.filter(object_id=str(draft.pk)).count(), 1)
        self.assertTrue(PostPage.objects.get(pk=draft.pk).workflow_in_progress)


def picture(name, picture_format):
    data = BytesIO()
    Image.new("RGB", (64, 48), (11, 107, 91)).save(data, picture_format)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class UploadTests(TestCase):
    """The same bad files at each of Wagtail's own doors; the composer's has its tests beside it."""

    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.collection = ensure_collection(unit=cls.unit)
        cls.editor = MemberFactory(cls.unit)

    def setUp(self):
        self.client.force_login(self.editor)

    def doors(self):
        """Yield (address, what to send for a file) of every way a picture comes in."""
        yield reverse("wagtailimages:add"), lambda file: {"title": "图", "file": file}
        yield reverse("wagtailimages:add_multiple"), lambda file: {"title": "图", "files[]": file}
        prefix = "image-chooser-upload"
        yield (
            reverse("wagtailimages_chooser:create"),
            lambda file: {f"{prefix}-title": "图", f"{prefix}-file": file},
        )

    def test_a_gif_by_another_name_is_refused_in_words(self):
        for address, fields in self.doors():
            with self.subTest(address):
                response = self.client.post(
                    address,
                    fields(picture("inside.jpg", "GIF")),
                    headers={"x-requested-with": "XMLHttpRequest"},
                )
                self.assertRegex(response.text, r"(（|\\uff08)gif")
        self.assertFalse(PortalImage.objects.exists())

    def test_a_drawing_with_a_script_is_refused(self):
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        for name in ["drawing.svg", "drawing.png"]:
            for address, fields in self.doors():
                with self.subTest(address=address, name=name):
                    file = SimpleUploadedFile(name, drawing, "image/png")
                    response = self.client.post(
                        address, fields(file), headers={"x-requested-with": "XMLHttpRequest"}
                    )
                    self.assertEqual(response.status_code, 200)
        self.assertFalse(PortalImage.objects.exists())

    @override_settings(WAGTAILIMAGES_MAX_UPLOAD_SIZE=100)
    def test_a_huge_picture_is_refused(self):
        for address, fields in self.doors():
            with self.subTest(address):
                response = self.client.post(
                    address,
                    fields(picture("big.jpg", "JPEG")),
                    headers={"x-requested-with": "XMLHttpRequest"},
                )
                self.assertEqual(response.status_code, 200)
        self.assertFalse(PortalImage.objects.exists())

    def test_a_good_picture_passes_every_door(self):
        for number, (address, fields) in enumerate(self.doors(), start=1):
            with self.subTest(address):
                self.client.post(
                    address, fields(picture("好.jpg", "JPEG")), headers={"x-requested-with": "XMLHttpRequest"}
                )
                self.assertEqual(PortalImage.objects.filter(collection=self.collection).count(), number)

    def test_a_clip_that_is_none_is_refused(self):
        file = SimpleUploadedFile("film.mp4", b"<html>no film</html>", "video/mp4")
        response = self.client.post(
            reverse("wagtailmedia:add", args=["video"]), {"title": "片", "file": file, "duration": "1"}
        )
        self.assertEqual(response.status_code, 200)
        self.assertFalse(PortalMedia.objects.exists())
