from unittest import mock

from django.test import TestCase

from hall.interaction import receivers
from hall.interaction.models import Comment, Mention
from hall.interaction.publicity import tell_come
from hall.models import HallPage
from home.services import ensure_portal
from tests.factories import PostFactory, UnitFactory
from tests.factories.comments import CommentFactory


class CommentsOfAPageThatComesBackTests(TestCase):
    """What people said below a page is public when the page is: other floors hear of both."""

    @classmethod
    def setUpTestData(cls):
        ensure_portal()
        cls.police = UnitFactory(title="平安河源")
        cls.weather = UnitFactory(title="河源气象")

    def say(self, page):
        comment = CommentFactory(page=page, text="@平安河源 路口没人指挥。", page_unit=None)
        tell_come({comment.pk})

    def publish(self, page):
        page.refresh_from_db()
        page.save_revision().publish(skip_permission_checks=True)

    def called(self):
        return Mention.objects.filter(unit=self.police, kind="comment").count()

    def test_are_told_of_again_below_posts_units_and_the_hall(self):
        for page in [PostFactory(unit=self.weather), self.weather, HallPage.objects.get()]:
            with self.subTest(page.specific_class.__name__):
                Comment.objects.all().delete()
                Mention.objects.all().delete()
                self.say(page)
                self.assertEqual(self.called(), 1)
                page.unpublish()
                self.assertEqual(self.called(), 0)
                self.publish(page)
                self.assertEqual(self.called(), 1)

    def test_are_not_told_of_again_when_a_page_is_only_corrected(self):
        self.say(self.weather)
        self.publish(self.weather)
        with mock.patch.object(receivers, "tell_place_back") as told:
            self.publish(self.weather)
        told.assert_not_called()
