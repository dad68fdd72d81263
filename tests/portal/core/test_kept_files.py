"""What reviewers saw stays what readers see: the files behind a post are not exchanged for others."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from PIL import Image

from portal.core.models import PortalMedia
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
)
from units.services import ensure_collection

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture_file(name="换掉.jpg"):
    data = BytesIO()
    Image.new("RGB", (90, 70), (180, 30, 30)).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class KeptFilesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.collection = ensure_collection(unit=cls.unit)
        cls.editor = MemberFactory(cls.unit)
        cls.people = [cls.editor, HallDeskFactory(), UserFactory(superuser=True)]

    def edit(self, name, item, **fields):
        described = {"title": "新的名字", "collection": self.collection.pk, "tags": "", "duration": 3}
        return self.client.post(reverse(f"{name}:edit", args=[item.pk]), {**described, **fields})

    def test_a_picture_is_not_exchanged_by_anybody(self):
        image = ImageFactory(collection=self.collection, uploaded_by_user=self.editor)
        for person in self.people:
            with self.subTest(str(person)):
                self.client.force_login(person)
                page = self.edit("wagtailimages", image, file=picture_file())
                self.assertContains(page, "审核时的样子")
                name = image.file.name
                image.refresh_from_db()
                self.assertEqual(image.file.name, name)

    def test_neither_is_a_clip_nor_its_poster(self):
        clip = MediaFactory(collection=self.collection, uploaded_by_user=self.editor)
        for person in self.people:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.edit("wagtailmedia", clip, file=SimpleUploadedFile("换掉.mp4", MP4, "video/mp4"))
                self.edit("wagtailmedia", clip, thumbnail=picture_file())
                name = clip.file.name
                clip.refresh_from_db()
                self.assertEqual((clip.file.name, clip.thumbnail.name or ""), (name, ""))

    def test_its_words_are_still_changed(self):
        image = ImageFactory(collection=self.collection, uploaded_by_user=self.editor)
        clip = MediaFactory(collection=self.collection, uploaded_by_user=self.editor)
        self.client.force_login(self.editor)
        for name, item in [("wagtailimages", image), ("wagtailmedia", clip)]:
            self.edit(name, item)
            item.refresh_from_db()
            self.assertEqual(item.title, "新的名字")

    def test_a_poster_comes_in_by_the_door_for_pictures(self):
        self.client.force_login(self.editor)
        for poster in [
            SimpleUploadedFile("海报.svg", SVG, "image/svg+xml"),
            SimpleUploadedFile("海报.html", b"<p>", "text/html"),
        ]:
            with self.subTest(poster.name):
                page = self.add_clip(poster)
                self.assertContains(page, poster.name)
                self.assertFalse(PortalMedia.objects.exists())
        self.add_clip(picture_file("海报.jpg"))
        self.assertTrue(PortalMedia.objects.get().thumbnail)

    def add_clip(self, poster):
        film = SimpleUploadedFile("采访.mp4", MP4, "video/mp4")
        fields = {"title": "采访", "collection": self.collection.pk, "duration": 3, "tags": ""}
        return self.client.post(
            reverse("wagtailmedia:add", args=["video"]), {**fields, "file": film, "thumbnail": poster}
        )
