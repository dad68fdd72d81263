from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.test import RequestFactory, SimpleTestCase
from PIL import Image, ImageCms, PngImagePlugin

from portal.core.media_serving import serve_media
from portal.core.private_files import LARGEST, LONG_SIDE, clean_picture, private_storage, serve_private
from portal.core.refusals import Refused

HOME = "东华路七号"


def drawn(kind="JPEG", size=(60, 40), mode="RGB", **options):
    data = BytesIO()
    Image.new(mode, size, "#2b784b").save(data, kind, **options)
    return data.getvalue()


def secretive():
    """Return what a telephone writes beside the pixels: turn, place, words."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret words"
    exif.get_ifd(0x8825).update({1: "N", 2: (23.0, 43.0, 0.0)})
    return exif


def cleaned(data, name="照片.jpg"):
    file = clean_picture(SimpleUploadedFile(name, data))
    return file, Image.open(BytesIO(file.read()))


class CleanPictureTests(SimpleTestCase):
    def said(self, data, name="照片.jpg"):
        with self.assertRaises(Refused) as refused:
            clean_picture(SimpleUploadedFile(name, data))
        return str(refused.exception)

    def test_it_keeps_pixels_upright_and_nothing_else(self):
        file, picture = cleaned(drawn(exif=secretive(), comment=b"secret words"))
        self.assertEqual(picture.size, (40, 60))
        self.assertFalse(dict(picture.getexif()))
        self.assertNotIn(b"secret words", file.file.getvalue())
        self.assertLessEqual(set(picture.info), {"jfif", "jfif_version", "jfif_unit", "jfif_density"})

    def test_it_keeps_no_words_of_any_format(self):
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "secret words")
        for kind, options in {
            "PNG": {"pnginfo": words, "exif": secretive()},
            "WEBP": {"exif": secretive(), "xmp": b"secret words"},
            "HEIF": {"exif": secretive(), "xmp": b"secret words"},
            "AVIF": {"exif": secretive(), "xmp": b"secret words"},
        }.items():
            with self.subTest(kind):
                file, picture = cleaned(drawn(kind, **options))
                self.assertNotIn(b"secret words", file.file.getvalue())
                self.assertNotIn("exif", picture.info)

    def test_it_leaves_out_a_file_that_hides_behind_the_picture(self):
        file, _ = cleaned(drawn() + b"<script>alert(1)</script>PK\x03\x04")
        self.assertNotIn(b"<script>", file.file.getvalue())

    def test_it_leaves_out_the_profile_and_keeps_the_colours(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for odd in [profile, profile[:200], b"secret words"]:
            _, picture = cleaned(drawn(icc_profile=odd))
            self.assertNotIn("icc_profile", picture.info)
            for wanted, kept in zip((0x2B, 0x78, 0x4B), picture.getpixel((1, 1)), strict=True):
                self.assertAlmostEqual(kept, wanted, delta=3)

    def test_it_makes_large_ones_smaller(self):
        _, picture = cleaned(drawn(size=(4000, 1000)))
        self.assertEqual(picture.size, (LONG_SIDE, 640))

    def test_it_takes_what_cameras_and_programs_make(self):
        for mode, kind, ending in [
            ("CMYK", "JPEG", ".jpg"),
            ("L", "JPEG", ".jpg"),
            ("P", "PNG", ".png"),
            ("P", "GIF", ".jpg"),
            ("RGBA", "PNG", ".png"),
            ("RGBA", "WEBP", ".png"),
            ("I;16", "PNG", ".png"),
            ("1", "PNG", ".png"),
        ]:
            with self.subTest(mode=mode, kind=kind):
                data = BytesIO()
                Image.new(mode, (30, 20)).save(data, kind)
                file, picture = cleaned(data.getvalue())
                self.assertTrue(file.name.endswith(ending))
                self.assertEqual(picture.size, (30, 20))

    def test_it_takes_the_first_picture_of_a_moving_one(self):
        data = BytesIO()
        frames = [Image.new("RGB", (30, 20), colour) for colour in ["red", "blue"]]
        frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
        self.assertEqual(getattr(cleaned(data.getvalue())[1], "n_frames", 1), 1)

    def test_the_name_says_nothing_of_its_owner(self):
        one, two = (cleaned(drawn(), f"{HOME}.jpg")[0].name for _ in range(2))
        self.assertNotEqual(one, two)
        self.assertRegex(one, r"^[0-9a-f]{32}\.jpg$")

    def test_what_is_no_picture_is_refused_with_a_sentence(self):
        for name, data in {
            "空.jpg": b"",
            "网页.jpg": b"<html><body onload=alert(1)>",
            "文件.jpg": b"%PDF-1.7",
            "半张.jpg": drawn(size=(900, 900))[:2000],
            "半张.png": drawn("PNG", size=(900, 900))[:600],
        }.items():
            with self.subTest(name):
                self.assertIn("不是能读的图片", self.said(data, name))
        self.assertIn("SVG", self.said(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "画.png"))

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        self.assertIn("像素", self.said(drawn("PNG", size=(20_000, 20_000), mode="1")))

    def test_more_than_ten_megabytes_are_refused(self):
        self.assertIn("10.0", self.said(drawn() + b"\0" * LARGEST))


class PrivateStorageTests(SimpleTestCase):
    def kept(self):
        return private_storage.save("concerns/a.jpg", ContentFile(drawn()))

    def test_it_stands_outside_what_everybody_can_load(self):
        path = Path(private_storage.path(self.kept()))
        self.assertTrue(path.is_relative_to(settings.PRIVATE_ROOT))
        self.assertFalse(path.is_relative_to(settings.MEDIA_ROOT))
        with self.assertRaises(Http404):
            serve_media(RequestFactory().get("/"), "../private/concerns/a.jpg")

    def test_nobody_else_on_the_machine_reads_it(self):
        self.assertEqual(Path(private_storage.path(self.kept())).stat().st_mode & 0o077, 0)

    def test_a_file_has_no_address(self):
        with self.assertRaises(ValueError):
            private_storage.url("concerns/a.jpg")


class ServePrivateTests(SimpleTestCase):
    def answer(self, name="concerns/a.jpg", data=b"x"):
        return serve_private(private_storage.open(private_storage.save(name, ContentFile(data))))

    def test_nobody_keeps_or_guesses_what_it_is(self):
        answer = self.answer(data=drawn())
        self.assertEqual(b"".join(answer.streaming_content), drawn())
        self.assertEqual(answer["Cache-Control"], "private, no-store")
        self.assertEqual(answer["Content-Type"], "image/jpeg")
        self.assertEqual(answer["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer["Content-Disposition"], 'inline; filename="picture.jpg"')
        self.assertIn("sandbox", answer["Content-Security-Policy"])

    def test_what_is_no_picture_is_handed_out_to_be_saved(self):
        answer = self.answer("concerns/a.html", b"<script>")
        self.assertEqual(answer["Content-Type"], "application/octet-stream")
        self.assertTrue(answer["Content-Disposition"].startswith("attachment"))

    def test_a_file_that_is_gone_is_not_found(self):
        name = private_storage.save("concerns/a.jpg", ContentFile(b"x"))
        private_storage.delete(name)
        with self.assertRaises(Http404):
            serve_private(FieldFile(None, FileField(storage=private_storage), name))
