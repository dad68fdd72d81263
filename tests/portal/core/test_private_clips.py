from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase

from portal.core.private_clips import clean_clip
from portal.core.refusals import Refused
from tests.hall.campaigns.collection.cases import box, film

PLACE = b"+23.7437+114.6979/"


class CleanClipTests(SimpleTestCase):
    def test_the_place_is_blanked_and_the_film_stays_where_it_was(self):
        before = film(place=PLACE).read()
        clean = clean_clip(film(place=PLACE))
        after = clean.read()

        self.assertNotIn(PLACE, after)
        self.assertEqual(len(after), len(before))
        for kept in [b"mdatfilm", b"tkhdkept"]:
            self.assertEqual(after.find(kept), before.find(kept))
        self.assertRegex(clean.name, r"^[0-9a-f]{32}\.mp4$")

    def test_large_and_last_boxes_are_followed(self):
        wide = b"\0\0\0\1mdat" + (20).to_bytes(8, "big") + b"film"
        for moov in [box(b"moov", box(b"meta", PLACE)), b"\0\0\0\0moov" + box(b"udta", PLACE)]:
            file = SimpleUploadedFile("片.mp4", box(b"ftyp", b"mp42") + wide + moov)
            with self.subTest(moov):
                after = clean_clip(file).read()
                self.assertNotIn(PLACE, after)
                self.assertIn(wide, after)

    def test_a_broken_file_is_left_alone(self):
        for broken in [
            b"\0\0\0\2moov",
            b"\xff\xff\xff\xffmoov" + PLACE,
            b"\0\0\0\1moov",
            b"\0\0\0\1moov" + b"\xff" * 8,
        ]:
            data = box(b"ftyp", b"mp42") + broken
            with self.subTest(broken):
                self.assertEqual(clean_clip(SimpleUploadedFile("片.mp4", data)).read(), data)

    def test_ten_thousand_boxes_in_each_other_are_no_trouble(self):
        nested = b"".join((80_000 - at * 8).to_bytes(4, "big") + b"moov" for at in range(10_000))
        clean_clip(SimpleUploadedFile("片.mp4", box(b"ftyp", b"mp42") + nested))

    def test_sound_is_taken_as_it_is(self):
        data = b"OggS" + PLACE
        self.assertEqual(clean_clip(SimpleUploadedFile("歌.ogg", data)).read(), data)

    def test_what_is_no_clip_is_refused_in_words(self):
        with self.assertRaisesMessage(Refused, "片.mp4"):
            clean_clip(SimpleUploadedFile("片.mp4", b"MZ"))
