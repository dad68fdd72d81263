from django.test import TestCase

from hall import pictures
from hall.tasks import draw_pictures
from hall.templatetags.hall_pictures import grid_picture, words_for
from portal.core.models import PortalRendition
from tests.factories import ImageFactory, PostFactory


class ShapeTests(TestCase):
    def test_several_pictures_are_square_tiles_in_three_formats_and_two_sizes(self):
        post = PostFactory(pictures=[ImageFactory(), ImageFactory()])
        html = grid_picture(post.pictures.first(), 2, 1).__html__()

        self.assertIn('type="image/avif"', html)
        self.assertIn('type="image/webp"', html)
        self.assertIn('alt="示意图"', html)
        self.assertIn('loading="lazy"', html)
        self.assertRegex(html, r'<img[^>]* width="\d+"')

    def test_a_lost_file_does_not_break_the_page(self):
        image = ImageFactory()
        image.file.storage.delete(image.file.name)

        self.assertIn("not-found", pictures.picture_url(image, pictures.LARGE))

    def test_a_picture_without_words_is_counted_and_says_nothing_that_no_review_saw(self):
        post = PostFactory(pictures=[ImageFactory()])
        picture = post.pictures.first()
        picture.alt_text = ""

        self.assertIn("3", words_for(picture, 3))
        picture.image.description = "万绿湖的晚霞"
        self.assertNotIn("晚霞", words_for(picture, 3))


class DrawPicturesTests(TestCase):
    def test_showing_a_drawn_post_makes_nothing_more(self):
        for count in [1, 2]:
            with self.subTest(count=count):
                post = PostFactory(pictures=[ImageFactory() for _ in range(count)])
                draw_pictures.call(post_pk=post.pk)
                drawn = PortalRendition.objects.count()
                self.client.get(post.url)
                self.client.get("/")
                self.assertEqual(PortalRendition.objects.count(), drawn)

    def test_publishing_asks_for_it(self):
        with self.captureOnCommitCallbacks(execute=True):
            post = PostFactory(pictures=[ImageFactory()])

        image = post.pictures.first().image
        self.assertTrue(image.renditions.filter(filter_spec="max-480x640|format-avif").exists())
