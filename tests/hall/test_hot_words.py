from django.test import TestCase

from hall.hot_words import hot_words
from tests.factories import PostFactory


def names(post, **limits):
    return [tag.name for tag in hot_words(post.timeline_entry, **limits)]


class HotWordsTests(TestCase):
    def test_own_hashtags_come_first_then_those_that_stand_beside_them(self):
        post = PostFactory(text="#防汛不松劲#雨大,少出门")
        PostFactory(text="#防汛不松劲##停课通知#")
        PostFactory(text="#木棉花开#")

        self.assertEqual(names(post), ["防汛不松劲", "停课通知"])

    def test_own_hashtags_stand_in_the_order_of_the_text(self):
        post = PostFactory(text="#戊##丁##甲##丙##乙#")

        self.assertEqual(names(post), ["戊", "丁", "甲", "丙", "乙"])

    def test_a_post_without_hashtags_has_none(self):
        PostFactory(text="#防汛不松劲#")

        self.assertEqual(names(PostFactory(text="早上好")), [])

    def test_there_are_never_more_than_the_limit(self):
        post = PostFactory(text="#甲##乙##丙#")

        self.assertEqual(len(names(post, limit=2)), 2)
