from django.test import TestCase

from hall.models import Category, PostPage
from tests.factories import PostFactory

LONG = int("9" * 30)


class LongNumberTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.post = PostFactory(text="今晚停水")

    def test_keys_and_lists_of_keys_find_what_there_is(self):
        posts = PostPage.objects
        self.assertEqual(posts.filter(pk=LONG).count(), 0)
        self.assertEqual(posts.filter(category=-LONG).count(), 0)
        self.assertEqual(posts.filter(pk__in=[LONG]).count(), 0)
        self.assertEqual(posts.get(pk__in=[LONG, self.post.pk]), self.post)
        self.assertEqual(posts.get(category__in=[LONG, self.post.category]), self.post)
        self.assertEqual(
            Category.objects.filter(pk__in=[LONG, self.post.category_id]).get(), self.post.category
        )

    def test_what_is_kept_out_stays_in_the_others(self):
        posts = PostPage.objects
        self.assertEqual(posts.exclude(pk=LONG).get(), self.post)
        self.assertEqual(posts.exclude(pk__in=[LONG]).get(), self.post)

    def test_questions_asked_of_the_database_go_on(self):
        keys = PostPage.objects.values("pk")
        self.assertEqual(PostPage.objects.get(pk__in=keys), self.post)
        self.assertEqual(Category.objects.get(pk__in=PostPage.objects.values("category")), self.post.category)
