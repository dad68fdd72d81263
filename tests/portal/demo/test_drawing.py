from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase

from portal.demo.drawing import SCENES, draw_emblem, draw_scene
from portal.demo.drawing.canvas import HEIGHT, WIDTH
from portal.demo.drawing.emblems import SIGNS
from portal.demo.drawing.files import draw_files


class DrawingTests(SimpleTestCase):
    def test_every_scene_fills_the_sheet_with_many_colours(self):
        for scene in SCENES:
            with self.subTest(scene):
                picture = draw_scene(f"{scene} day 1")
                self.assertEqual(picture.size, (WIDTH, HEIGHT))
                self.assertIsNone(picture.reduce(8).quantize(64).convert("RGB").getcolors(20))

    def test_the_same_words_give_the_same_picture(self):
        self.assertEqual(draw_scene("lake dawn 2").tobytes(), draw_scene("lake dawn 2").tobytes())

    def test_another_number_gives_another_picture(self):
        self.assertNotEqual(draw_scene("lake dawn 2").tobytes(), draw_scene("lake dawn 3").tobytes())

    def test_night_is_darker_than_day(self):
        brightness = {
            hour: sum(draw_scene(f"bus {hour} 1").convert("L").histogram()[128:]) for hour in ("day", "night")
        }

        self.assertLess(brightness["night"], brightness["day"] / 2)

    def test_every_sign_is_a_square_face(self):
        for sign in SIGNS:
            with self.subTest(sign):
                self.assertEqual(len(set(draw_emblem(sign, 1).size)), 1)


class FilesTests(SimpleTestCase):
    def test_a_picture_that_is_there_is_not_drawn_again(self):
        [(_words, path)] = draw_files(["chart_ring day 1"], self.folder())
        path.write_bytes(b"kept")

        self.assertEqual(dict(draw_files(["chart_ring day 1"], path.parent)), {"chart_ring day 1": path})
        self.assertEqual(path.read_bytes(), b"kept")

    def folder(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name) / "pictures"
