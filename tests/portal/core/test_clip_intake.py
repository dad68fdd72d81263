from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase, override_settings

from portal.core.clip_intake import take_in_clip

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00"
BEGINNINGS = {
    "采访.mp4": (MP4, "video"),
    "采访.m4a": (b"\x00\x00\x00\x18ftypM4A ", "audio"),
    "采访.webm": (b"\x1aE\xdf\xa3\x01\x00B\x82\x84webm", "video"),
    "采访.ogg": (b"OggS\x00\x02", "audio"),
    "采访.wav": (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio"),
    "采访.mp3": (b"ID3\x04\x00", "audio"),
    "裸帧.mp3": (b"\xff\xfb\x90\x64", "audio"),
    "采访.aac": (b"\xff\xf1\x50\x80", "audio"),
}


class TakeInClipTests(SimpleTestCase):
    def assertRefused(self, name, data, code):
        with self.assertRaises(ValidationError) as caught:
            take_in_clip(SimpleUploadedFile(name, data))
        self.assertEqual(caught.exception.code, code)
        self.assertIn(name, caught.exception.messages[0])

    def test_every_welcome_container_comes_in(self):
        for name, (data, kind) in BEGINNINGS.items():
            with self.subTest(name):
                self.assertEqual(take_in_clip(SimpleUploadedFile(name, data)), kind)

    def test_a_telephone_film_gets_an_ending_that_browsers_know(self):
        file = SimpleUploadedFile("现场.MOV", b"\x00\x00\x00\x14ftypqt  ")
        self.assertEqual(take_in_clip(file), "video")
        self.assertEqual(file.name, "现场.mp4")

    def test_a_name_that_does_not_fit_is_refused(self):
        for name, data in [("采访.mp3", MP4), ("采访.mp4", b"OggS"), ("采访.exe", MP4), ("采访", MP4)]:
            with self.subTest(name):
                self.assertRefused(name, data, "wrong_ending")

    def test_what_is_no_clip_is_refused(self):
        for data in [
            b"",
            b"MZ\x90\x00",
            b"<html>",
            b"\xff\xd8\xff\xe0",
            b"\x1aE\xdf\xa3matroska",
            b"RIFF1234AVI ",
        ]:
            with self.subTest(data):
                self.assertRefused("采访.mp4", data, "unknown")

    @override_settings(MEDIA_MAX_UPLOAD_SIZE=10)
    def test_a_large_file_is_refused(self):
        self.assertRefused("采访.mp4", MP4, "too_large")
