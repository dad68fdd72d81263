from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase, override_settings
from PIL import Image

from portal.core.picture_intake import take_in_picture

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def upload(name, picture_format="JPEG", size=(40, 20), mode="RGB", **options):
    data = BytesIO()
    Image.new(mode, size, 90).save(data, picture_format, **options)
    return SimpleUploadedFile(name, data.getvalue())


def moving(name, picture_format, **options):
    data = BytesIO()
    frames = [Image.new("RGB", (40, 20), (red, 0, 0)) for red in (0, 100, 200)]
    frames[0].save(data, picture_format, save_all=True, append_images=frames[1:], **options)
    return SimpleUploadedFile(name, data.getvalue())


def phone_exif(orientation=6):
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Phone"
    exif[GPS] = {1: "N", 2: (23.0, 44.0, 0.0), 3: "E", 4: (114.0, 42.0, 0.0)}
    return exif


def opened(content):
    content.seek(0)
    return Image.open(BytesIO(content.read()))


class TakeInPictureTests(SimpleTestCase):
    def assertRefused(self, file, code):
        with self.assertRaises(ValidationError) as caught:
            take_in_picture(file)
        self.assertEqual(caught.exception.code, code)
        self.assertIn(file.name, caught.exception.messages[0])

    def test_every_welcome_format_comes_in(self):
        for name, picture_format, ending in [
            ("东江.jpg", "JPEG", "jpg"),
            ("东江.JPEG", "JPEG", "jpg"),
            ("东江.png", "PNG", "png"),
            ("东江.gif", "GIF", "gif"),
            ("东江.webp", "WEBP", "webp"),
            ("东江.avif", "AVIF", "avif"),
            ("东江.heic", "HEIF", "jpg"),
        ]:
            with self.subTest(name):
                kept = take_in_picture(upload(name, picture_format))
                self.assertEqual(kept.name, f"东江.{ending}")
                self.assertEqual(opened(kept).size, (40, 20))

    def test_where_and_when_it_was_taken_is_forgotten(self):
        for name, picture_format in [
            ("a.jpg", "JPEG"),
            ("a.png", "PNG"),
            ("a.webp", "WEBP"),
            ("a.heic", "HEIF"),
        ]:
            with self.subTest(name):
                file = upload(name, picture_format, exif=phone_exif(orientation=1))
                self.assertTrue(opened(file).getexif())
                self.assertFalse(opened(take_in_picture(file)).getexif())

    def test_the_turn_of_the_camera_is_kept(self):
        kept = take_in_picture(upload("竖.jpg", exif=phone_exif(orientation=6)))
        self.assertEqual(opened(kept).size, (20, 40))

    def test_a_see_through_picture_stays_so(self):
        kept = take_in_picture(upload("a.png", "PNG", mode="RGBA"))
        self.assertTrue(opened(kept).has_transparency_data)

    def test_a_moving_picture_keeps_moving(self):
        data = BytesIO()
        frames = [Image.new("RGB", (8, 8), (red, 0, 0)) for red in (0, 100, 200)]
        frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
        kept = take_in_picture(SimpleUploadedFile("a.gif", data.getvalue()))
        self.assertEqual(opened(kept).n_frames, 3)

    def test_a_moving_picture_says_nothing_in_secret_and_keeps_moving(self):
        secret = phone_exif(orientation=1)
        for name, picture_format, options in [
            ("a.gif", "GIF", {"comment": b"Phone"}),
            ("a.png", "PNG", {"exif": secret}),
            ("a.webp", "WEBP", {"exif": secret.tobytes()}),
            ("a.avif", "AVIF", {"exif": secret.tobytes()}),
        ]:
            with self.subTest(name):
                file = moving(name, picture_format, duration=[70, 80, 90], **options)
                self.assertIn(b"Phone", file.read())
                kept = take_in_picture(file)
                self.assertNotIn(b"Phone", kept.read())
                picture = opened(kept)
                self.assertEqual((picture.n_frames, picture.size), (3, (40, 20)))
                self.assertFalse(picture.getexif())
                picture.seek(1)
                picture.load()
                self.assertEqual(picture.info["duration"], 80)

    def test_of_a_picture_with_a_second_view_the_first_is_kept(self):
        """Phones write such files for depth and panoramas, and call them .jpg."""
        file = moving("东江.jpg", "MPO", exif=phone_exif(orientation=6))
        kept = take_in_picture(file)
        self.assertEqual(kept.name, "东江.jpg")
        picture = opened(kept)
        self.assertEqual((picture.format, picture.size), ("JPEG", (20, 40)))
        self.assertFalse(picture.getexif())

    def test_a_gif_named_jpg_is_refused(self):
        self.assertRefused(upload("图.jpg", "GIF"), "wrong_ending")

    def test_a_drawing_with_a_program_is_refused_under_any_name(self):
        drawing = (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        )
        for name in ["图.svg", "图.jpg"]:
            with self.subTest(name):
                self.assertRefused(SimpleUploadedFile(name, drawing), "drawing")

    def test_what_is_no_picture_is_refused(self):
        for data in [b"", b"hello", b"%PDF-1.7", b"\xff\xd8\xff\xe0 not really"]:
            with self.subTest(data):
                self.assertRefused(SimpleUploadedFile("图.jpg", data), "unreadable")

    def test_a_damaged_picture_is_refused(self):
        whole = upload("图.png", "PNG", size=(300, 300)).read()
        self.assertRefused(SimpleUploadedFile("图.png", whole[: len(whole) // 2]), "unreadable")

    @override_settings(WAGTAILIMAGES_MAX_UPLOAD_SIZE=100)
    def test_a_large_file_is_refused(self):
        self.assertRefused(upload("图.jpg"), "too_large")

    def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(self):
        for size in [(9000, 9000), (20000, 20000)]:
            with self.subTest(size):
                self.assertRefused(upload("图.png", "PNG", size=size, mode="1"), "too_many_pixels")

    @override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=1_000)
    def test_the_frames_of_a_moving_picture_count(self):
        data = BytesIO()
        frames = [Image.new("RGB", (30, 30), (red, 0, 0)) for red in (0, 100, 200)]
        frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
        self.assertRefused(SimpleUploadedFile("图.gif", data.getvalue()), "too_many_pixels")
